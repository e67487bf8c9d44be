package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Symptom;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LogCapture;
import org.signetmail.token.LoopbackTls;

/** What a proxy can see, and what it can't inject. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class TunnelTest {
    @TempDir
    Path folder;

    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    private static CloudHttpClient through(RecordingProxy proxy) {
        return CloudHttpClient.pooled(proxy.proxy(), new AdjustableClock());
    }

    @Test
    void theProxyReceivesOnlyTheTarget() throws Exception {
        try (var host = RawHost.replying(tls, RawHost.OK);
                var proxy = new RecordingProxy("")) {
            assertThat(host.get(through(proxy)).body()).isEqualTo("ok");

            String authority = "localhost:" + host.address().getPort();
            assertThat(proxy.requests())
                    .containsExactly("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        }
    }

    @Test
    void onlyTheHostSeesACredential() throws Exception {
        try (var host = RawHost.replying(tls, RawHost.OK);
                var proxy = new RecordingProxy("")) {
            host.get(through(proxy));

            assertThat(host.requests())
                    .hasSize(1)
                    .allMatch(request -> request.hasHeader("Authorization: Bearer " + RawHost.CANARY));
            assertThat(proxy.tunnelled()).isNotEmpty().doesNotContain(RawHost.CANARY);
            assertThat(proxy.requests()).noneMatch(head -> head.contains(RawHost.CANARY));
        }
    }

    @Test
    void twoCallsShareOneTunnel() throws Exception {
        try (var host = RawHost.replying(tls, RawHost.OK);
                var proxy = new RecordingProxy("")) {
            CloudHttpClient client = through(proxy);
            host.get(client);
            host.get(client);

            assertThat(host.requests()).hasSize(2);
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    /** It would be mistaken for the host's reply. */
    @ParameterizedTest
    @ValueSource(strings = {"H", RawHost.OK})
    void clearTextAfterTheReplyAbortsTheTunnel(String behind) throws Exception {
        try (var host = RawHost.replying(tls, RawHost.OK);
                var proxy = new RecordingProxy(behind)) {
            NoReply none = catchThrowableOfType(NoReply.class, () -> host.get(through(proxy)));

            assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TLS);
            assertThat(none.symptom().words()).contains("in clear");
            assertThat(none.handedOver()).isFalse();
            assertThat(host.requests()).isEmpty();
            assertThat(proxy.tunnelled()).isEmpty();
        }
    }

    @Nested
    class WithUserAndPassword {
        private static final String PAIR = "canary-user:canary-p%40ss%E2%82%AC";
        private static final String BASIC = "Basic "
                + Base64.getEncoder().encodeToString("canary-user:canary-p@ss€".getBytes(StandardCharsets.UTF_8));

        private CloudHttpClient withCredentials(RecordingProxy proxy) {
            return CloudHttpClient.pooled(
                    OutboundProxy.at("http://" + PAIR + "@localhost:" + proxy.port()), new AdjustableClock());
        }

        @Test
        void theProxyReceivesThemAndTheHostDoesNot() throws Exception {
            try (var log = new LogCapture();
                    var host = RawHost.replying(tls, RawHost.OK);
                    var proxy = new RecordingProxy("")) {
                assertThat(host.get(withCredentials(proxy)).body()).isEqualTo("ok");

                assertThat(proxy.requests())
                        .singleElement()
                        .asString()
                        .contains("\r\nProxy-Authorization: " + BASIC + "\r\n");
                assertThat(host.requests())
                        .hasSize(1)
                        .noneMatch(request ->
                                request.head().toLowerCase(Locale.ROOT).contains("proxy-"));
                assertThat(log.text()).doesNotContain("canary-", BASIC.substring("Basic ".length()));
            }
        }

        @ParameterizedTest
        @CsvSource({
            "Basic realm=\"corp\", refused the user name and password",
            "'Negotiate, Basic realm=\"corp\"', refused the user name and password",
            "'', refused the user name and password",
            "NTLM, requires an authentication other than Basic",
            "'Digest realm=\"Basic\", nonce=\"x\"', requires an authentication other than Basic",
        })
        void aRefusalIsReportedAndNotRetried(String challenge, String expected) throws Exception {
            String reply = "HTTP/1.1 407 Proxy Authentication Required"
                    + (challenge.isEmpty() ? "" : "\r\nProxy-Authenticate: " + challenge);
            try (var log = new LogCapture();
                    var host = RawHost.replying(tls, RawHost.OK);
                    var proxy = RecordingProxy.refusing(reply)) {
                NoReply none = catchThrowableOfType(NoReply.class, () -> host.get(withCredentials(proxy)));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_PROXY);
                assertThat(none.symptom().words()).contains(expected, "407");
                assertThat(none.handedOver()).isFalse();
                assertThat(proxy.requests()).hasSize(1);
                assertThat(none.symptom() + none.toString() + log.text())
                        .doesNotContain("canary-", BASIC.substring("Basic ".length()));
            }
        }
    }

    @Test
    void aProxyThatRequiresAPasswordIsReported() throws Exception {
        try (var host = RawHost.replying(tls, RawHost.OK);
                var proxy = RecordingProxy.refusing("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"corp\"")) {
            NoReply none = catchThrowableOfType(NoReply.class, () -> host.get(through(proxy)));

            assertThat(none.symptom().words()).contains("The proxy requires a password (407).");
        }
    }
}
