package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Symptom;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LoopbackTls;

/** A host of Entra or Graph, or the proxy in front of it, with several addresses. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class NextAddressTest {
    private static final Duration TIME = Duration.ofSeconds(20);

    /** For tests in which an address that never responds uses up its share. */
    private static final Duration SHORT_TIME = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    private static CloudHttpClient client(String... addresses) {
        return client(OutboundProxy.NONE, addresses);
    }

    private static CloudHttpClient client(OutboundProxy proxy, String... addresses) {
        return new CloudHttpClient(proxy, SeveralAddresses.are(addresses), new AdjustableClock(), false);
    }

    private RawHost at(String address, int port, String name) throws IOException, GeneralSecurityException {
        return new RawHost(tls, name, SeveralAddresses.address(address), port, RawHost.script(RawHost.OK));
    }

    @Nested
    class TheNextAddressIsUsed {
        @Test
        void ifTheFirstRefuses() throws Exception {
            try (var host = RawHost.replying(tls, RawHost.OK)) {
                assertThat(host.get(client("127.0.0.2", "127.0.0.1"), TIME).body())
                        .isEqualTo("ok");
            }
        }

        @Test
        void ifOnlyIpv6WorksAfterIpv4() throws Exception {
            try (var host = at("::1", 0, "localhost")) {
                assertThat(host.get(client("127.0.0.1", "::1"), TIME).body()).isEqualTo("ok");
            }
        }

        @Test
        void ifTheFirstDropsAllPackets() throws Exception {
            try (var hole = new SeveralAddresses.BlackHole("127.0.0.2");
                    var host = at("127.0.0.1", hole.port(), "localhost")) {
                assertThat(host.get(client("127.0.0.2", "127.0.0.1"), SHORT_TIME)
                                .body())
                        .isEqualTo("ok");
            }
        }

        @Test
        void ifTheFirstConnectsAndStaysSilent() throws Exception {
            try (var silent = SeveralAddresses.silent("127.0.0.2");
                    var host = at("127.0.0.1", silent.getLocalPort(), "localhost")) {
                assertThat(host.get(client("127.0.0.2", "127.0.0.1"), SHORT_TIME)
                                .body())
                        .isEqualTo("ok");
            }
        }

        @Test
        void ifTheFirstHasACertificateForAnotherName() throws Exception {
            try (var host = RawHost.replying(tls, RawHost.OK);
                    var other = at("127.0.0.2", host.port(), "other.example")) {
                assertThat(host.get(client("127.0.0.2", "127.0.0.1"), TIME).body())
                        .isEqualTo("ok");
                assertThat(other.requests()).isEmpty();
            }
        }

        @Test
        void ifTheProxysFirstRefuses() throws Exception {
            try (var host = RawHost.replying(tls, RawHost.OK);
                    var proxy = new RecordingProxy("")) {
                var through = client(OutboundProxy.at("proxy.example:" + proxy.port()), "127.0.0.2", "127.0.0.1");

                assertThat(host.get(through, TIME).body()).isEqualTo("ok");
            }
        }
    }

    @Nested
    class NoFurtherAddress {
        @Test
        void isTrustedWithACertificateForAnotherName() throws Exception {
            try (var host = at("127.0.0.1", 0, "other.example")) {
                NoReply none = failure(host, client("127.0.0.2", "127.0.0.1"));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TLS);
                assertThat(none.symptom().words())
                        .startsWith("localhost at 127.0.0.1: ")
                        .endsWith("; also tried 127.0.0.2");
                assertThat(host.requests()).isEmpty();
            }
        }

        @Test
        void isLeftAndTheTimeoutIsReportedNotTheRefusals() throws Exception {
            try (var silent = SeveralAddresses.silent("127.0.0.3");
                    var host = at("127.0.0.1", silent.getLocalPort(), "localhost")) {
                NoReply none = failure(host, client("127.0.0.2", "127.0.0.3", "127.0.0.4"));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TIME_OUT);
                assertThat(none.symptom().words())
                        .startsWith("localhost at 127.0.0.3: ")
                        .endsWith("; also tried 127.0.0.2, 127.0.0.4");
                assertThat(none.handedOver()).isFalse();
            }
        }

        /** A refusal from one address of the proxy is final. */
        @Test
        void isTriedAfterAReplyOfTheProxy() throws Exception {
            try (var host = RawHost.replying(tls, RawHost.OK);
                    var proxy = RecordingProxy.refusing("HTTP/1.1 403 Forbidden")) {
                var through = client(OutboundProxy.at("proxy.example:" + proxy.port()), "127.0.0.1", "127.0.0.1");

                assertThat(failure(host, through).symptom().code()).isEqualTo(Symptom.NET_PROXY);
                assertThat(proxy.requests()).hasSize(1);
            }
        }

        @Test
        void isTriedOnceARequestIsHandedOver() throws Exception {
            try (var first = new RawHost(tls, caller -> {
                        caller.request();
                        caller.close();
                    });
                    var second = at("127.0.0.2", first.port(), "localhost")) {
                NoReply none = failure(first, client("127.0.0.1", "127.0.0.2"));

                assertThat(none.handedOver()).isTrue();
                assertThat(second.connections()).isZero();
            }
        }

        private static NoReply failure(RawHost host, CloudHttpClient client) {
            return catchThrowableOfType(NoReply.class, () -> host.get(client, SHORT_TIME));
        }
    }

    @Test
    void anIpv6LiteralIsAValidHost() throws Exception {
        try (var host = at("::1", 0, "::1")) {
            var uri = URI.create("https://[::1]:" + host.port() + "/");
            var client = CloudHttpClient.unpooled(OutboundProxy.NONE, new AdjustableClock());

            assertThat(host.call(client, HttpCall.get(uri, Map.of()), TIME).body())
                    .isEqualTo("ok");
        }
    }
}
