package org.signetmail.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.server.ServerUnderTest;
import org.signetmail.signin.Browser;

/** Who reads the metrics of the packaged WAR on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PrometheusAccess {
    private static final String TOKEN = "canary-of-the-metrics~token";
    private static final String PASSWORD = "correct horse battery";

    private ServerUnderTest server;

    abstract ServerUnderTest named(String name, Path data);

    @BeforeAll
    void start(@TempDir Path data) {
        server = named("prometheus", data)
                .with("signet.admin.password", PASSWORD)
                .withVariable("SIGNET_METRICS_TOKEN", TOKEN)
                .start();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private HttpResponse<String> send(String method, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.at("/prometheus")).method(method, BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static void assertMetrics(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/plain")
                .contains("version=0.0.4")
                .containsIgnoringCase("charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(new ExpositionText(answer.body()).samples())
                .containsEntry("signet_database_up{}", 1.0)
                .containsEntry("signet_messages_total{outcome=accepted, route=graph}", 0.0);
    }

    @Test
    void theTokenOpensThem() throws Exception {
        assertMetrics(send("GET", "Bearer " + TOKEN));
    }

    @Test
    void anAdministratorsSessionOpensThem() {
        var browser = new Browser(server);
        browser.signIn("admin", PASSWORD, "/");

        assertMetrics(browser.get("/prometheus"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer wrong-token-of-a-monitor", "Basic YWRtaW46Y29ycmVjdCBob3JzZSBiYXR0ZXJ5", "Bearer"})
    void anythingElseIsRefusedWithoutAPage(String authorization) throws Exception {
        for (String method : new String[] {"GET", "HEAD"}) {
            var answer = send(method, authorization);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"signet\"");
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().map()).doesNotContainKey("Set-Cookie");
        }
    }

    @Test
    void headHasNoBody() throws Exception {
        var answer = send("HEAD", "Bearer " + TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreRefusedEvenWithTheToken(String method) throws Exception {
        assertThat(send(method, "Bearer " + TOKEN).statusCode()).isIn(400, 403, 405);
    }

    @Test
    void theTokenOpensNothingElse() throws Exception {
        var request = HttpRequest.newBuilder(server.at("/settings.xhtml"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void theLogHasNoToken() throws Exception {
        send("GET", "Bearer wrong-canary-of-a-monitor");

        assertThat(server.log()).contains("The token for the metrics is wrong.").doesNotContain(TOKEN, "wrong-canary");
    }
}
