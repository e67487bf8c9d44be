package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Symptom;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.token.LoopbackHost.Answer;

/** A fixture with an Entra server on loopback whose reply each test sets. */
abstract class EntraFixture {
    static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.canaryToken";

    @TempDir
    Path folder;

    final AdjustableClock clock = new AdjustableClock();
    LoopbackTls tls;
    LoopbackHost entra;
    Answer answer = success(3599);
    TokenSource tokens;
    ClientCredentials credentials;

    @BeforeEach
    void startEntra() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
        entra = new LoopbackHost(tls.localhost(), request -> answer);
        tokens = new EntraTokenSource(CloudHttpClient.unpooled(OutboundProxy.NONE, clock), clock);
        credentials = SampleCredentials.at(entra.address(), tls);
    }

    @AfterEach
    void stopEntra() {
        entra.close();
    }

    static Answer success(long seconds) {
        return Answer.json(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":" + seconds + ",\"ext_expires_in\":" + seconds
                        + ",\"access_token\":\"" + TOKEN + "\"}");
    }

    static Answer refusal(int status, String error, int number, String text) {
        return Answer.json(status, """
                {"error":"%s","error_description":"AADSTS%d: %s\\r\\nTrace ID: 6b1f\\r\\nCorrelation ID: c0\\r\\nTimestamp: x",
                "error_codes":[%d],"timestamp":"2026-11-23 11:59:58Z","trace_id":"6b1f-11","correlation_id":"c0-22"}""".formatted(error, number, text, number));
    }

    Symptom refused() {
        var thrown = catchThrowable(() -> tokens.tokenFor(credentials, DeliveryRoute.GRAPH));
        assertThat(thrown).isInstanceOf(TokenRefused.class);
        return ((TokenException) thrown).symptom();
    }

    Symptom unavailable() {
        var thrown = catchThrowable(() -> tokens.tokenFor(credentials, DeliveryRoute.GRAPH));
        assertThat(thrown).isInstanceOf(TokenUnavailable.class);
        return ((TokenException) thrown).symptom();
    }
}
