package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.IpNetwork;

class ClientAddressTest {
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String PROXY = "10.0.0.1";

    private final ClientAddress client = new ClientAddress();

    @BeforeEach
    void trusted() {
        trust("10.0.0.0/24", "2001:db8:aaaa::1");
    }

    private void trust(String... entries) {
        client.trustedProxies =
                new TrustedProxies(Stream.of(entries).map(IpNetwork::parse).toList());
    }

    private String of(FakeRequest request) {
        return client.of(request.request());
    }

    @Nested
    class WithoutTrustedProxies {
        @BeforeEach
        void none() {
            client.trustedProxies = TrustedProxies.NONE;
        }

        @Test
        void theSenderIsTheClientRegardlessOfHeaders() {
            var request =
                    FakeRequest.from("192.0.2.1").saying(FOR, "203.0.113.9").saying(PROTO, "https");

            assertThat(of(request)).isEqualTo("192.0.2.1");
            assertThat(client.isHttps(request.request())).isFalse();
            assertThat(client.isUnlistedProxy(request.request())).isTrue();
        }

        @Test
        void httpsIsThatOfTheConnection() {
            var request = FakeRequest.from("192.0.2.1").byHttps().saying(PROTO, "http");

            assertThat(client.isHttps(request.request())).isTrue();
        }
    }

    @Nested
    class FromATrustedProxy {
        @ParameterizedTest
        @CsvSource({
            "203.0.113.9, 203.0.113.9",
            "'198.51.100.1, 203.0.113.9', 203.0.113.9",
            "'198.51.100.1, 203.0.113.9, 10.0.0.2', 203.0.113.9",
            "'198.51.100.1,203.0.113.9 ,\t10.0.0.2,', 203.0.113.9",
            "203.0.113.9:51234, 203.0.113.9",
            "2001:db8::7, 2001:db8:0:0:0:0:0:7",
            "[2001:db8::7], 2001:db8:0:0:0:0:0:7",
            "[2001:db8::7]:443, 2001:db8:0:0:0:0:0:7",
            "'203.0.113.9, 2001:db8:aaaa::1', 203.0.113.9",
            "::ffff:203.0.113.9, 203.0.113.9",
            "'203.0.113.9, ::ffff:10.0.0.7', 203.0.113.9",
            "'10.0.0.8, 10.0.0.7', 10.0.0.8",
        })
        void theClientIsTheRightmostHopThatIsNoTrustedProxy(String said, String address) {
            assertThat(of(FakeRequest.from(PROXY).saying(FOR, said))).isEqualTo(address);
        }

        @Test
        void severalHeaderLinesAreOneList() {
            assertThat(of(FakeRequest.from(PROXY).saying(FOR, "198.51.100.1", "203.0.113.9, 10.0.0.3", "10.0.0.2")))
                    .isEqualTo("203.0.113.9");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "unknown",
                    "_hidden",
                    "198.51.100.1, garbage",
                    "proxy.example",
                    "198.51.100.1, 203.0.113.999",
                    "198.51.100.1, 203.0.113.9:port",
                    "198.51.100.1, [203.0.113.9",
                    "198.51.100.1, [localhost]",
                    " , ,"
                })
        void anInvalidAddressCountsForTheProxy(String said) {
            assertThat(of(FakeRequest.from(PROXY).saying(FOR, said))).isEqualTo(PROXY);
        }

        @Test
        void aClientThatPretendsToBeAProxyIsNotTrusted() {
            assertThat(of(FakeRequest.from(PROXY).saying(FOR, "198.51.100.1, 10.0.0.9, 203.0.113.9")))
                    .isEqualTo("203.0.113.9");
        }

        @Test
        void withoutTheHeaderTheProxyIsTheClient() {
            assertThat(of(FakeRequest.from(PROXY))).isEqualTo(PROXY);
            assertThat(client.isUnlistedProxy(FakeRequest.from(PROXY).request()))
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "https, 203.0.113.9, true",
            "HTTPS, 203.0.113.9, true",
            "http, 203.0.113.9, false",
            "nonsense, 203.0.113.9, false",
            // One proxy: the last value is the proxy's, the first one the client's own.
            "'https, http', 203.0.113.9, false",
            "'http, https', 203.0.113.9, true",
            // Two proxies: each appends a value, or the inner one passes on that of the outer one.
            "'https, http', '203.0.113.9, 10.0.0.2', true",
            "'https, http, http', '203.0.113.9, 10.0.0.2', false",
            "https, '203.0.113.9, 10.0.0.2', true",
        })
        void httpsIsTheSchemeOfTheOutermostTrustedProxy(String proto, String forwardedFor, boolean https) {
            var request = FakeRequest.from(PROXY).saying(FOR, forwardedFor).saying(PROTO, proto);

            assertThat(client.isHttps(request.request())).isEqualTo(https);
        }
    }

    @Test
    void aZoneIsNoPartOfTheAddress() {
        assertThat(of(FakeRequest.from("fe80:0:0:0:0:0:0:1%eth0"))).isEqualTo("fe80:0:0:0:0:0:0:1");
    }

    @Test
    void aSenderWithoutAnAddressKeepsTheServersText() {
        assertThat(of(FakeRequest.from("unix:/run/signet.sock").saying(FOR, "203.0.113.9")))
                .isEqualTo("unix:/run/signet.sock");
    }

    @Test
    void manyHopsAreParsedQuickly() {
        assertThat(of(FakeRequest.from(PROXY).saying(FOR, String.join(",", List.of("10.0.0.2,".repeat(100_000))))))
                .isEqualTo("10.0.0.2");
    }
}
