package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.token.CertificateCases.Case;
import org.signetmail.token.LoopbackHost;
import org.signetmail.token.LoopbackTls;

/** No request is sent to an https host unless its certificate is valid today for the host's name. */
class HostCertificateTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.signetmail.token.CertificateCases#trusted")
    void aCertificateForTheHostIsTrusted(Case shown) throws Exception {
        var tls = new LoopbackTls(folder);
        try (var host = new LoopbackHost(shown.tls(tls), request -> LoopbackHost.Answer.json(200, "{}"))) {
            assertThat(get(shown, host, tls).body()).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @MethodSource("org.signetmail.token.CertificateCases#notTrusted")
    void aHostWithAnyOtherCertificateGetsNoRequest(Case shown) throws Exception {
        var tls = new LoopbackTls(folder);
        try (var host = new LoopbackHost(shown.tls(tls), request -> LoopbackHost.Answer.json(200, "{}"))) {
            var refused = catchThrowableOfType(NoReply.class, () -> get(shown, host, tls));
            assertThat(refused.symptom().code()).isEqualTo(Symptom.NET_TLS);
            assertThat(host.asked()).isEmpty();
        }
    }

    private static HttpReply get(Case shown, LoopbackHost host, LoopbackTls tls) throws NoReply {
        var client =
                new CloudHttpClient(OutboundProxy.NONE, SeveralAddresses.are("127.0.0.1"), Clock.systemUTC(), false);
        URI address =
                URI.create("https://" + shown.host() + ":" + host.address().getPort() + "/");
        return client.call(Peer.ENTRA, Trust.only(tls.caFile()), HttpCall.get(address, Map.of()), AMPLE);
    }
}
