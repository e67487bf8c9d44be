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

/** An anonymous client of the packaged WAR on a real server sees only the sign-in page. */
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
    void everyAddressRedirectsToTheSignInPage() throws IOException {
        assertThat(new AnonymousClient(server).admissions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"})
    void openPagesRejectOtherMethods(String method) {
        assertThat(browser.send(method, "/health").statusCode()).isIn(400, 403, 405);
        assertThat(browser.send(method, "/sign-in.xhtml").statusCode()).isIn(400, 403, 405);
        assertThat(browser.send(method, "/first-run.xhtml").statusCode()).isIn(400, 403, 405);
    }

    /** Neither a cluster port nor an administration port is open. */
    @Test
    void onlyTheHttpPortIsOpen() throws IOException {
        assertThat(server.jvm().listeners()).containsExactly("tcp " + server.port());
        assertThat(server.log()).doesNotContain("SIGNET-1803");
    }

    /** Monitoring needs no password. */
    @Test
    void healthIsPublic() {
        assertThat(browser.get("/health/live").body()).contains("\"status\":\"UP\"");
        assertThat(browser.get("/health/ready").body())
                .contains("\"database\":\"there\"", "\"key\":\"there\"", "\"credentials\":\"not set up\"");
    }

    /** Payara strips path parameters. */
    @Test
    void aPathParameterOfTheSignInPageOpensNoOtherPage() {
        assertThat(browser.get("/sign-in.xhtml;/settings.xhtml").body())
                .contains("<h1>Sign in</h1>")
                .doesNotContain("Custom SMTP Server");
    }

    @Test
    void stylesAndScriptsArePublic() {
        assertThat(browser.get("/jakarta.faces.resource/signet.css.xhtml?ln=signet")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in.xhtml", "/first-run.xhtml"})
    void pagesCanBeNeitherFramedNorCached(String path) {
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
