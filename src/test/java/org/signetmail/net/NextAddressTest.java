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
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.MovedClock;

/** A host of Entra or Graph, or the proxy before them, that has several addresses. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class NextAddressTest {
    private static final Duration TIME = Duration.ofSeconds(20);

    /** Where an address that never answers has its share of it. */
    private static final Duration SHORT_TIME = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    private static CloudHttpClient line(String... addresses) {
        return line(OutboundProxy.NONE, addresses);
    }

    private static CloudHttpClient line(OutboundProxy proxy, String... addresses) {
        return new CloudHttpClient(proxy, SeveralAddresses.are(addresses), new MovedClock(), false);
    }

    private RawHost at(String address, int port, String name) throws IOException, GeneralSecurityException {
        return new RawHost(tls, name, SeveralAddresses.address(address), port, RawHost.saying(RawHost.OK));
    }

    @Nested
    class TheNextServes {
        @Test
        void whereTheFirstRefuses() throws Exception {
            try (var host = RawHost.answering(tls, RawHost.OK)) {
                assertThat(host.get(line("127.0.0.2", "127.0.0.1"), TIME).body())
                        .isEqualTo("ok");
            }
        }

        @Test
        void whereTheFirstIsOfIpv4AndOnlyIpv6Serves() throws Exception {
            try (var host = at("::1", 0, "localhost")) {
                assertThat(host.get(line("127.0.0.1", "::1"), TIME).body()).isEqualTo("ok");
            }
        }

        @Test
        void whereTheFirstSwallowsEverything() throws Exception {
            try (var hole = new SeveralAddresses.BlackHole("127.0.0.2");
                    var host = at("127.0.0.1", hole.port(), "localhost")) {
                assertThat(host.get(line("127.0.0.2", "127.0.0.1"), SHORT_TIME).body())
                        .isEqualTo("ok");
            }
        }

        @Test
        void whereTheFirstConnectsAndSaysNothing() throws Exception {
            try (var silent = SeveralAddresses.silent("127.0.0.2");
                    var host = at("127.0.0.1", silent.getLocalPort(), "localhost")) {
                assertThat(host.get(line("127.0.0.2", "127.0.0.1"), SHORT_TIME).body())
                        .isEqualTo("ok");
            }
        }

        @Test
        void whereTheFirstShowsACertificateForAnotherName() throws Exception {
            try (var host = RawHost.answering(tls, RawHost.OK);
                    var other = at("127.0.0.2", host.port(), "other.example")) {
                assertThat(host.get(line("127.0.0.2", "127.0.0.1"), TIME).body())
                        .isEqualTo("ok");
                assertThat(other.asked()).isEmpty();
            }
        }

        @Test
        void whereTheProxysFirstRefuses() throws Exception {
            try (var host = RawHost.answering(tls, RawHost.OK);
                    var proxy = new RecordingProxy("")) {
                var through = line(OutboundProxy.at("proxy.example:" + proxy.port()), "127.0.0.2", "127.0.0.1");

                assertThat(host.get(through, TIME).body()).isEqualTo("ok");
            }
        }
    }

    @Nested
    class None {
        @Test
        void servesWhereTheCertificateIsForTheAddressesNameAlone() throws Exception {
            try (var host = at("127.0.0.1", 0, "other.example")) {
                NoReply none = failure(host, line("127.0.0.2", "127.0.0.1"));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TLS);
                assertThat(none.symptom().words())
                        .startsWith("localhost at 127.0.0.1: ")
                        .endsWith("; also tried 127.0.0.2");
                assertThat(host.asked()).isEmpty();
            }
        }

        @Test
        void servesAndTheSilentOneSaysMoreThanTheRefusingOnes() throws Exception {
            try (var silent = SeveralAddresses.silent("127.0.0.3");
                    var host = at("127.0.0.1", silent.getLocalPort(), "localhost")) {
                NoReply none = failure(host, line("127.0.0.2", "127.0.0.3", "127.0.0.4"));

                assertThat(none.symptom().code()).isEqualTo(Symptom.NET_TIME_OUT);
                assertThat(none.symptom().words())
                        .startsWith("localhost at 127.0.0.3: ")
                        .endsWith("; also tried 127.0.0.2, 127.0.0.4");
                assertThat(none.handedOver()).isFalse();
            }
        }

        /** Refused by the proxy at one address is refused by the proxy. */
        @Test
        void isTriedAfterTheProxysAnswer() throws Exception {
            try (var host = RawHost.answering(tls, RawHost.OK);
                    var proxy = RecordingProxy.refusing("HTTP/1.1 403 Forbidden")) {
                var through = line(OutboundProxy.at("proxy.example:" + proxy.port()), "127.0.0.1", "127.0.0.1");

                assertThat(failure(host, through).symptom().code()).isEqualTo(Symptom.NET_PROXY);
                assertThat(proxy.asked()).hasSize(1);
            }
        }

        @Test
        void isTriedOnceARequestWasHandedOver() throws Exception {
            try (var first = new RawHost(tls, caller -> {
                        caller.request();
                        caller.hangUp();
                    });
                    var second = at("127.0.0.2", first.port(), "localhost")) {
                NoReply none = failure(first, line("127.0.0.1", "127.0.0.2"));

                assertThat(none.handedOver()).isTrue();
                assertThat(second.connections()).isZero();
            }
        }

        private static NoReply failure(RawHost host, CloudHttpClient line) {
            return catchThrowableOfType(NoReply.class, () -> host.get(line, SHORT_TIME));
        }
    }

    @Test
    void aLiteralAddressOfIpv6IsAHost() throws Exception {
        try (var host = at("::1", 0, "::1")) {
            var uri = URI.create("https://[::1]:" + host.port() + "/");
            var line = CloudHttpClient.unpooled(OutboundProxy.NONE, new MovedClock());

            assertThat(host.call(line, HttpCall.get(uri, Map.of()), TIME).body())
                    .isEqualTo("ok");
        }
    }
}
