package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signetmail.server.Site;

/** Security headers of every response. For test classes with a running server. */
public interface HeadersOfEveryAnswer {
    Site site();

    String password();

    @Test
    default void everyResponseHasTheSecurityHeaders() {
        answers().forEach((what, answer) -> {
            var headers = answer.headers();
            assertThat(headers.allValues("X-Content-Type-Options")).as(what).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).as(what).containsExactly("DENY");
            assertThat(headers.allValues("Referrer-Policy")).as(what).containsExactly("no-referrer");
            assertThat(headers.allValues("Cross-Origin-Opener-Policy")).as(what).containsExactly("same-origin");
            assertThat(headers.allValues("Access-Control-Allow-Origin"))
                    .as(what)
                    .isEmpty();
            assertThat(String.join(" / ", headers.allValues("Content-Security-Policy")))
                    .as(what)
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self'");
            if (!what.contains("resource")) {
                assertThat(headers.allValues("Cache-Control")).as(what).containsExactly("no-store");
            }
        });
    }

    /** The cookie identifies unsaved input; it is no credential, and each value occupies memory on the server. */
    @Test
    default void theWorkspaceCookieIsCreatedByTheServerAndSameSite() {
        String mark = "01234567-89ab-cdef-0123-456789abcdef";
        var browser = new Browser(site());
        browser.signIn("admin", password(), "/");
        String session = "SIGNET=" + browser.session().orElseThrow();
        for (String foreign : new String[] {"", "; signet-desk=1", "; signet-desk=" + mark + "x", "; signet-desk="}) {
            var answer = new RawRequest(site(), "GET", "/settings.xhtml")
                    .with("Cookie", session + foreign)
                    .unfinished();
            assertThat(answer.header("Set-Cookie"))
                    .as(foreign)
                    .singleElement()
                    .asString()
                    .matches("signet-desk=[0-9a-f-]{36};.*")
                    .containsIgnoringCase("SameSite=Lax")
                    .containsIgnoringCase("HttpOnly");
        }
        var answer = new RawRequest(site(), "GET", "/settings.xhtml")
                .with("Cookie", session + "; signet-desk=" + mark)
                .unfinished();
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    /** One response of each kind: by the container, by Faces and by Signet itself. */
    private Map<String, HttpResponse<String>> answers() {
        var anonymous = new Browser(site());
        var administrator = new Browser(site());
        var stale = Map.of("jakarta.faces.ViewState", "1:1");
        var answers = new LinkedHashMap<String, HttpResponse<String>>();
        answers.put("302 to sign in", anonymous.get("/settings.xhtml"));
        answers.put("302 to sign in from the root", anonymous.get("/"));
        answers.put("303 to sign in", anonymous.post("/settings.xhtml", stale));
        answers.put("redirect by Ajax", anonymous.postByAjax("/settings.xhtml", stale));
        answers.put("200 for an anonymous client", anonymous.get("/sign-in.xhtml"));
        answers.put("200 wrong password", anonymous.signIn("nobody", "wrong", "/"));
        answers.put("302 signed in", administrator.signIn("admin", password(), "/"));
        answers.put("200 for an administrator", administrator.get("/settings.xhtml"));
        answers.put("302 of a page whose state is gone", administrator.post("/settings.xhtml", stale));
        answers.put("404 in a page", administrator.get("/nothing.xhtml"));
        answers.put("404 elsewhere", administrator.get("/nothing"));
        answers.put("a form to no page", administrator.post("/nothing.xhtml", stale));
        answers.put("405 or 403 of another method", administrator.send("PUT", "/sign-in.xhtml"));
        answers.put("405 of a form by GET", anonymous.get("/sign-in.xhtml?jakarta.faces.ViewState=stateless"));
        answers.put("200 of a resource", anonymous.get("/jakarta.faces.resource/signet.css.xhtml?ln=signet"));
        answers.put("404 of a resource", anonymous.get("/jakarta.faces.resource/none.css.xhtml?ln=signet"));
        answers.forEach((what, answer) -> {
            if (Character.isDigit(what.charAt(0)) && !what.startsWith("405 or")) {
                assertThat(what).startsWith(Integer.toString(answer.statusCode()));
            }
        });
        return answers;
    }
}
