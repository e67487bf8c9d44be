package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundProxyTest {
    private static InetSocketAddress addressIn(String configured) {
        return OutboundProxy.at(configured).address().orElseThrow();
    }

    /** User and password as the proxy decodes them from the header. */
    private static Optional<String> loginIn(String configured) {
        return OutboundProxy.at(configured)
                .login()
                .map(login -> new String(
                        Base64.getDecoder().decode(login.asBasic().substring("Basic ".length())),
                        StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, proxy.example, 3128",
        "http://proxy.example:3128/, proxy.example, 3128",
        "HTTP://Proxy.Example:3128, Proxy.Example, 3128",
        "Http://user:pass@proxy:8080, proxy, 8080",
        "proxy.example:3128, proxy.example, 3128",
        "http://web_proxy.corp_net:3128, web_proxy.corp_net, 3128",
        "web_proxy:3128, web_proxy, 3128",
        "192.0.2.7:3128, 192.0.2.7, 3128",
        "http://[2001:db8::7]:3128, [2001:db8::7], 3128",
        "[::1]:3128, [::1], 3128",
        "[::ffff:192.0.2.7]:3128, [::ffff:192.0.2.7], 3128",
        "http://[fe80::1%eth0]:3128, [fe80::1%eth0], 3128",
        "http://proxy.example, proxy.example, 80",
        "proxy.example, proxy.example, 80",
        "http://[::1], [::1], 80",
        "' http://proxy.example:3128 ', proxy.example, 3128",
    })
    void isParsed(String configured, String host, int port) {
        assertThat(addressIn(configured)).isEqualTo(InetSocketAddress.createUnresolved(host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:p%40ss@proxy:3128, user:p@ss",
        "http://user:p@ss@proxy:3128, user:p@ss",
        "user:p%3Ass%2Fword%3F%23%25@proxy:3128, user:p:ss/word?#%",
        "http://user:a:b@proxy:3128, user:a:b",
        "http://user:p+s%2Bs@proxy:3128, user:p+s+s",
        "http://j%C3%BCrgen:pass%E2%82%AC@proxy:3128, jürgen:pass€",
        "http://jürgen:pass€@proxy:3128, jürgen:pass€",
        "'http://CORP\\jane:secret@proxy:3128', 'CORP\\jane:secret'",
        "http://user:ab$$cd@proxy:3128, user:ab$$cd",
        "http://user@proxy:3128, user:",
        "http://user:@proxy:3128, user:",
        "http://:secret@proxy:3128, :secret",
    })
    void authenticatesAs(String configured, String login) {
        assertThat(loginIn(configured)).contains(login);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy:3128", "http://@proxy:3128"})
    void doesNotAuthenticate(String configured) {
        assertThat(loginIn(configured)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://canary:canary@canary.example:443",
                "socks5://canary.example:1080",
                "socks://canary:canary@canary.example",
                "ftp://canary.example:21",
                "http://",
                "http://:3128",
                "http://canary@",
                "",
                "http://canary.example:",
                "http://canary.example:0",
                "http://canary.example:65536",
                "http://canary.example:canary",
                "http://canary.example:31 28",
                "http://canary.example:-1",
                "http://canary.example:3128/canary.pac",
                "http://canary.example:3128?canary",
                "http://canary.example:3128#canary",
                "http://user:12/canary@canary.example:3128",
                "http://user:12#canary@canary.example:3128",
                "http://user:12?canary@canary.example:3128",
                "http://canary example:3128",
                "http://c\u00e4nary.example:3128",
                "http://::1:3128",
                "http://[canary]:3128",
                "http://[::canary]:3128",
                "http://[12345::]:3128",
                "http://[::1:3128",
                "http://[ff02::1]:3128",
                "http://user:canary%@canary.example:3128",
                "http://user:canary%zz@canary.example:3128",
                "http://user:canary%E9@canary.example:3128",
                "http://can%3Aary:canary@canary.example:3128",
                "http://user:can%0Aary@canary.example:3128",
                "http://user:can%00ary@canary.example:3128",
                "http://canary.example:3128\nhttp://canary.example:3128",
            })
    void theMessageNamesTheKeyAndRepeatsNothingOfTheValue(String configured) {
        assertThatThrownBy(() -> OutboundProxy.at(configured))
                .isInstanceOf(InvalidInput.class)
                .hasNoCause()
                .hasMessageContaining("signet.proxy")
                .satisfies(refused -> assertThat(refused.getMessage().toLowerCase(Locale.ROOT))
                        .doesNotContain("canary", "3128", "user:"));
    }

    @Nested
    class DoesNotPrint {
        private final OutboundProxy proxy = OutboundProxy.at("http://canary-user:canary-password@proxy:3128");

        @Test
        void userOrPassword() {
            assertThat(proxy.toString()).isEqualTo("OutboundProxy[proxy:3128]");
            assertThat(proxy.login().orElseThrow().toString()).isEqualTo("ProxyLogin[…]");
        }
    }
}
