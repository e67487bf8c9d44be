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
import org.signetmail.token.EverythingLogged;
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.MovedClock;

/** What a proxy gets to see, and what it can't bring in. */
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
        return CloudHttpClient.pooled(proxy.proxy(), new MovedClock());
    }

    @Test
    void theProxyIsToldWhereToAndNothingElse() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK);
                var proxy = new RecordingProxy("")) {
            assertThat(host.get(through(proxy)).body()).isEqualTo("ok");

            String authority = "localhost:" + host.address().getPort();
            assertThat(proxy.asked())
                    .containsExactly("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        }
    }

    @Test
    void aCredentialIsSeenByTheHostAlone() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK);
                var proxy = new RecordingProxy("")) {
            host.get(through(proxy));

            assertThat(host.asked())
                    .hasSize(1)
                    .allMatch(asked -> asked.says("Authorization: Bearer " + RawHost.CANARY));
            assertThat(proxy.tunnelled()).isNotEmpty().doesNotContain(RawHost.CANARY);
            assertThat(proxy.asked()).noneMatch(head -> head.contains(RawHost.CANARY));
        }
    }

    @Test
    void twoCallsGoThroughOneTunnel() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK);
                var proxy = new RecordingProxy("")) {
            CloudHttpClient line = through(proxy);
            host.get(line);
            host.get(line);

            assertThat(host.asked()).hasSize(2);
            assertThat(proxy.asked()).hasSize(1);
        }
    }

    /** It would be taken for the host's own words. */
    @ParameterizedTest
    @ValueSource(strings = {"H", RawHost.OK})
    void whatIsSaidInClearBehindTheAnswerEndsIt(String behind) throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK);
                var proxy = new RecordingProxy(behind)) {
            NoReply none = catchThrowableOfType(NoReply.class, () -> host.get(through(proxy)));

            assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TLS);
            assertThat(none.symptom().words()).contains("in clear");
            assertThat(none.handedOver()).isFalse();
            assertThat(host.asked()).isEmpty();
            assertThat(proxy.tunnelled()).isEmpty();
        }
    }

    @Nested
    class WithUserAndPassword {
        private static final String PAIR = "canary-user:canary-p%40ss%E2%82%AC";
        private static final String BASIC = "Basic "
                + Base64.getEncoder().encodeToString("canary-user:canary-p@ss€".getBytes(StandardCharsets.UTF_8));

        private CloudHttpClient signedIn(RecordingProxy proxy) {
            return CloudHttpClient.pooled(
                    OutboundProxy.at("http://" + PAIR + "@localhost:" + proxy.port()), new MovedClock());
        }

        @Test
        void theProxyHearsThemAndTheHostDoesNot() throws Exception {
            try (var log = new EverythingLogged();
                    var host = RawHost.answering(tls, RawHost.OK);
                    var proxy = new RecordingProxy("")) {
                assertThat(host.get(signedIn(proxy)).body()).isEqualTo("ok");

                assertThat(proxy.asked())
                        .singleElement()
                        .asString()
                        .contains("\r\nProxy-Authorization: " + BASIC + "\r\n");
                assertThat(host.asked())
                        .hasSize(1)
                        .noneMatch(
                                asked -> asked.head().toLowerCase(Locale.ROOT).contains("proxy-"));
                assertThat(log.text()).doesNotContain("canary-", BASIC.substring("Basic ".length()));
            }
        }

        @ParameterizedTest
        @CsvSource({
            "Basic realm=\"corp\", refused the user name and password",
            "'Negotiate, Basic realm=\"corp\"', refused the user name and password",
            "'', refused the user name and password",
            "NTLM, asks for a sign-in other than Basic",
            "'Digest realm=\"Basic\", nonce=\"x\"', asks for a sign-in other than Basic",
        })
        void aRefusalIsSaidToBeOneAndHappensOnce(String challenge, String said) throws Exception {
            String answer = "HTTP/1.1 407 Proxy Authentication Required"
                    + (challenge.isEmpty() ? "" : "\r\nProxy-Authenticate: " + challenge);
            try (var log = new EverythingLogged();
                    var host = RawHost.answering(tls, RawHost.OK);
                    var proxy = RecordingProxy.refusing(answer)) {
                NoReply none = catchThrowableOfType(NoReply.class, () -> host.get(signedIn(proxy)));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_PROXY);
                assertThat(none.symptom().words()).contains(said, "407");
                assertThat(none.handedOver()).isFalse();
                assertThat(proxy.asked()).hasSize(1);
                assertThat(none.symptom() + none.toString() + log.text())
                        .doesNotContain("canary-", BASIC.substring("Basic ".length()));
            }
        }
    }

    @Test
    void aProxyThatWantsAPasswordAndHasNoneIsSaidToAskForOne() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK);
                var proxy = RecordingProxy.refusing("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"corp\"")) {
            NoReply none = catchThrowableOfType(NoReply.class, () -> host.get(through(proxy)));

            assertThat(none.symptom().words()).contains("The proxy asks for a password (407).");
        }
    }
}
