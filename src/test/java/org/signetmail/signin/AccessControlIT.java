package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;
import org.signetmail.server.Site;

/** Access control of the packaged WAR on a real server. */
class AccessControlIT implements RefusedRequests, HeadersOfEveryAnswer, ForgedForms {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    static Path data;

    private static ServerUnderTest server;

    @BeforeAll
    static void start() {
        server = PayaraMicro.named("gate", data)
                .with("signet.admin.password", PASSWORD)
                .start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private final Browser browser = new Browser(server);

    @Override
    public Site site() {
        return server;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    /** The unparsed Location: a host in it would be wrong behind a proxy. */
    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Nested
    class WithTheRightPassword {
        @Test
        void signInLeadsToTheRequestedPage() {
            assertThat(location(browser.get("/settings.xhtml?a=b")))
                    .isEqualTo("/sign-in.xhtml?to=%2Fsettings.xhtml%3Fa%3Db");

            var answer = browser.signIn("admin", PASSWORD, "/settings.xhtml?a=b");

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(location(answer)).isEqualTo("/settings.xhtml?a=b");
            assertThat(browser.get("/settings.xhtml").statusCode()).isEqualTo(200);
            assertThat(browser.get("/").statusCode()).isEqualTo(200);
        }

        @Test
        void signInNeverRedirectsToAnotherHost() {
            for (String to :
                    List.of("//evil.example/", "/\\evil.example", "https://evil.example/", "/%0d%0aLocation: x")) {
                assertThat(location(browser.signIn("admin", PASSWORD, to)))
                        .as(to)
                        .isEqualTo("/");
            }
            assertThat(new Redirects(server).seen(PASSWORD)).allMatch(location -> location.matches("/(?!/).*"));
        }

        @Test
        void signInChangesTheSessionIdAndInvalidatesTheOldOne() {
            browser.get("/sign-in.xhtml");
            String before = browser.session().orElseThrow();

            browser.signIn("admin", PASSWORD, "/");

            assertThat(browser.session()).isPresent().get().isNotEqualTo(before);
            var thief = new Browser(server).withSession(before);
            assertThat(location(thief.get("/settings.xhtml"))).startsWith("/sign-in.xhtml");
        }

        @Test
        void theSessionCookieIsHttpOnlyAndSameSite() {
            browser.signIn("admin", PASSWORD, "/");

            assertThat(browser.setCookie()).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax");
        }

        @Test
        void theSignInPageRedirectsASignedInUser() {
            browser.signIn("admin", PASSWORD, "/");

            assertThat(location(browser.get("/sign-in.xhtml"))).isEqualTo("/");
        }

        @Test
        void anUnknownAddressShowsAPlainNotFoundPage() {
            browser.signIn("admin", PASSWORD, "/");

            for (String path : List.of("/nothing", "/nothing.xhtml", "/WEB-INF/web.xml")) {
                var answer = browser.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).as(path).contains("Page not found").doesNotContain("Exception", "Payara");
            }
        }

        @Test
        void anExpiredViewStateReloadsThePage() {
            browser.signIn("admin", PASSWORD, "/");
            var stale = Map.of("jakarta.faces.ViewState", "1:1");

            assertThat(location(browser.post("/settings.xhtml", stale))).isEqualTo("/settings.xhtml");
            assertThat(browser.postByAjax("/settings.xhtml", stale).body())
                    .contains("<redirect url=\"/settings.xhtml\">");
        }
    }

    @Nested
    class WithAWrongPassword {
        @Test
        void theResponseIsTheSameForAWrongNameAndAWrongPassword() {
            for (String name : List.of("admin", "stranger")) {
                var answer = browser.signIn(name, "wrong", "/");

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("User name or password is wrong.");
                assertThat(location(browser.get("/settings.xhtml"))).startsWith("/sign-in.xhtml");
            }
            assertThat(browser.signIn("admin", PASSWORD, "/").statusCode()).isEqualTo(302);
        }

        @Test
        void signInWaitsAfterFiveAttemptsEvenWithTheRightPassword() throws IOException {
            var guesser = new ClientOfAnotherAddress(server);
            for (int i = 0; i < 5; i++) {
                assertThat(guesser.signIn("admin", "wrong")).contains("User name or password is wrong.");
            }

            assertThat(guesser.signIn("admin", PASSWORD))
                    .contains("Sign-in waits after 5 wrong tries.")
                    .doesNotContain("302 Found");
            assertThat(browser.signIn("admin", PASSWORD, "/").statusCode())
                    .as("from another address")
                    .isEqualTo(302);
        }

        @Test
        void theTypedNameIsNotLogged() {
            browser.signIn("typed-in-the-wrong-field", "wrong", "/");

            assertThat(server.log())
                    .contains("SIGNET-1003 A sign-in was refused. from=\"127.0.0.1\"")
                    .doesNotContain("typed-in-the-wrong-field", PASSWORD);
        }
    }

    @Nested
    class AfterTheSessionHasEnded {
        private final Browser returning = new Browser(server).withSession("0123456789abcdef");

        @Test
        void theSignInPageReportsItAndLeadsBackToThePage() {
            String signIn = location(returning.get("/settings.xhtml"));

            assertThat(signIn).isEqualTo("/sign-in.xhtml?to=%2Fsettings.xhtml&ended");
            assertThat(returning.get(signIn).body())
                    .contains("Your session has ended.")
                    .contains("name=\"to\" value=\"/settings.xhtml\"");
        }

        @Test
        void anAjaxRequestIsRedirectedToo() {
            var answer = returning.postByAjax("/settings.xhtml", Map.of("secret", "canary-7f3a"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("text/xml");
            assertThat(answer.body())
                    .endsWith("<partial-response><redirect url=\"/sign-in.xhtml?to=%2Fsettings.xhtml&amp;ended\">"
                            + "</redirect></partial-response>");
        }

        @Test
        void nothingOfTheRequestIsKept() {
            var answer = returning.post("/settings.xhtml?secret=canary-7f3a", Map.of("secret", "canary-7f3a"));

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(location(answer)).isEqualTo("/sign-in.xhtml?to=%2Fsettings.xhtml&ended");
            assertThat(answer.headers().map()).doesNotContainKey("Set-Cookie");
        }
    }

    @Nested
    class SignOut {
        private static final Pattern BUTTON =
                Pattern.compile("<(?:button|a) id=\"([^\"]*)\"[^>]*>(?:<[^>]*>|[^<])*?Sign out", Pattern.DOTALL);
        private static final Pattern FORM = Pattern.compile("<form id=\"([^\"]*)\"");

        @Test
        void endsTheSession() {
            browser.signIn("admin", PASSWORD, "/");
            String session = browser.session().orElseThrow();
            String page = browser.get("/settings.xhtml").body();
            String button =
                    ForgedForms.first(BUTTON, page.substring(page.lastIndexOf("<form", page.indexOf("Sign out"))));
            String form = ForgedForms.first(FORM, page.substring(page.lastIndexOf("<form", page.indexOf("Sign out"))));

            var answer = browser.post(
                    "/settings.xhtml",
                    Map.of(
                            form,
                            form,
                            button,
                            button,
                            "primefaces.nonce",
                            ForgedForms.first(NONCE_OF_PAGE, page),
                            "jakarta.faces.ViewState",
                            ForgedForms.first(STATE_OF_PAGE, page)));

            assertThat(location(answer)).isEqualTo("/sign-in.xhtml?out");
            assertThat(browser.session()).as("the cookie is deleted").isEmpty();
            assertThat(answer.headers().firstValue("Clear-Site-Data")).hasValue("\"storage\"");
            assertThat(browser.get("/sign-in.xhtml?out").body()).contains("You have signed out.");
            var thief = new Browser(server).withSession(session);
            assertThat(location(thief.get("/settings.xhtml"))).startsWith("/sign-in.xhtml");
        }
    }
}
