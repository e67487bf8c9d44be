package org.signetmail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Symptom;
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

    private static CloudLine through(SeeingProxy proxy) {
        return CloudLine.kept(proxy.proxy(), new MovedClock());
    }

    @Test
    void theProxyIsToldWhereToAndNothingElse() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK);
                var proxy = new SeeingProxy("")) {
            assertThat(host.get(through(proxy)).body()).isEqualTo("ok");

            String authority = "localhost:" + host.address().getPort();
            assertThat(proxy.asked())
                    .containsExactly("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        }
    }

    @Test
    void aCredentialIsSeenByTheHostAlone() throws Exception {
        try (var host = RawHost.answering(tls, RawHost.OK);
                var proxy = new SeeingProxy("")) {
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
                var proxy = new SeeingProxy("")) {
            CloudLine line = through(proxy);
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
                var proxy = new SeeingProxy(behind)) {
            NoAnswer none = catchThrowableOfType(NoAnswer.class, () -> host.get(through(proxy)));

            assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TLS);
            assertThat(none.symptom().words()).contains("in clear");
            assertThat(none.handedOver()).isFalse();
            assertThat(host.asked()).isEmpty();
            assertThat(proxy.tunnelled()).isEmpty();
        }
    }
}
