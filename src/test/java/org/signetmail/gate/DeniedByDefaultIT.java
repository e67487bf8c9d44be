package org.signetmail.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;

/** What a stranger gets to see of the packaged WAR on the real server: the door, and nothing else. */
class DeniedByDefaultIT {
    @TempDir
    static Path data;

    private static ServerUnderTest server;

    @BeforeAll
    static void start() {
        server = PayaraMicro.named("denied-by-default", data).start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private final Browser browser = new Browser(server);

    /** Every file of the WAR, and what a guesser would try besides. */
    private static List<String> addresses() throws IOException {
        var paths = new TreeSet<String>(List.of(
                "/",
                "/error.xhtml",
                "/settings",
                "/api/",
                "/api/mail",
                "/health",
                "/metrics",
                "/openapi",
                "/SETTINGS.xhtml",
                "//settings.xhtml",
                "/./settings.xhtml",
                "/%73ettings.xhtml",
                "/settings.xhtml;SIGNET=1",
                "/settings.xhtml%20",
                "/sign-in.xhtml/settings.xhtml",
                "/sign-in.xhtml/../settings.xhtml",
                "/jakarta.faces.resource/../settings.xhtml",
                "/jakarta.faces.resource/%2e%2e/settings.xhtml",
                "/jakarta.faces.resource/..%2fsettings.xhtml",
                "/resources/signet/signet.css"));
        try (var war = new JarFile("target/signet.war")) {
            war.stream().forEach(entry -> paths.add("/" + entry.getName()));
        }
        paths.removeAll(List.of("/sign-in.xhtml", "/first-run.xhtml"));
        return new ArrayList<>(paths);
    }

    @Test
    void isShownToSignInFromEveryAddress() throws IOException {
        for (String path : addresses()) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
                var answer = browser.send(method, path);

                assertThat(isDenied(answer))
                        .as(method + " " + path + " " + answer)
                        .isTrue();
            }
        }
    }

    private static boolean isDenied(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 302, 303 -> answer.headers().firstValue("Location").orElse("").contains("/sign-in.xhtml?to=");
            // 400 and 405: not spoken here at all.
            case 400, 403, 404, 405 -> true;
            default -> false;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void reachesTheOpenPagesByNoOtherMethod(String method) {
        assertThat(browser.send(method, "/sign-in.xhtml").statusCode()).isIn(400, 403, 405);
        assertThat(browser.send(method, "/first-run.xhtml").statusCode()).isIn(400, 403, 405);
    }

    @Test
    void getsStylesAndScripts() {
        assertThat(browser.get("/jakarta.faces.resource/signet.css.xhtml?ln=signet")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in.xhtml", "/first-run.xhtml"})
    void getsPagesThatNoOtherSiteCanFrameOrCache(String path) {
        var headers = browser.get(path).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(String.join(" / ", headers.allValues("Content-Security-Policy")))
                .contains("frame-ancestors 'none'")
                .containsPattern("script-src 'self' 'nonce-[^']+';")
                .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'");
    }
}
