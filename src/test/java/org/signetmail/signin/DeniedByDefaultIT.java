package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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

    @Test
    void isShownToSignInFromEveryAddress() throws IOException {
        assertThat(new AnonymousClient(server).admissions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void reachesTheOpenPagesByNoOtherMethod(String method) {
        assertThat(browser.send(method, "/health").statusCode()).isIn(400, 403, 405);
        assertThat(browser.send(method, "/sign-in.xhtml").statusCode()).isIn(400, 403, 405);
        assertThat(browser.send(method, "/first-run.xhtml").statusCode()).isIn(400, 403, 405);
    }

    /** Neither a cluster's port nor an administration's. */
    @Test
    void reachesNoPortButThatOfThePages() throws IOException {
        assertThat(server.jvm().listeners()).containsExactly("tcp " + server.port());
        assertThat(server.log()).doesNotContain("SIGNET-1803");
    }

    /** A monitor has no password. */
    @Test
    void isToldHowSignetIs() {
        assertThat(browser.get("/health/live").body()).contains("\"status\":\"UP\"");
        assertThat(browser.get("/health/ready").body())
                .contains("\"database\":\"there\"", "\"key\":\"there\"", "\"credentials\":\"not set up\"");
    }

    /** Payara cuts off what follows the semicolon. */
    @Test
    void getsNoOtherPageByAParameterOfTheSignInPage() {
        assertThat(browser.get("/sign-in.xhtml;/settings.xhtml").body())
                .contains("<h1>Sign in</h1>")
                .doesNotContain("Custom SMTP Server");
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
