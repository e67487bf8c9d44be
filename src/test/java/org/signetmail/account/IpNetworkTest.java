package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.0.0.0, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.129, true",
        "192.0.2.1/32, 192.0.2.1, true",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "192.0.2.0/24, ::ffff:192.0.2.9, true",
        "::ffff:192.0.2.0/120, 192.0.2.9, true",
        "::ffff:192.0.2.0/120, 192.0.3.9, false",
        "fe80::/10, fe80::1%eth0, true",
    })
    void aNetworkContainsTheAddressesWithItsPrefix(String network, String address, boolean contained) {
        assertThat(IpNetwork.parse(network).contains(IpNetwork.literal(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "10.1.2.3/8, 10.0.0.0/8",
        "2001:db8::7/64, 2001:db8:0:0:0:0:0:0/64",
        "::ffff:192.0.2.1, 192.0.2.1",
    })
    void itPrintsItsFirstAddressAndLength(String network, String printed) {
        assertThat(IpNetwork.parse(network)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy.example",
                "localhost",
                "10",
                "10.1",
                "0x0a.0.0.1",
                "010.0.0.1",
                "256.0.0.1",
                "1.2.3.4.5",
                "192.0.2.1/33",
                "192.0.2.1/-1",
                "192.0.2.1/",
                "192.0.2.1/24/8",
                "192.0.2.1/255.255.255.0",
                "[::1]",
                "::1/129",
                ":::1",
                "2001:db8::1::2",
                "::ffff:192.0.2.1/24",
                "192.0.2.1:80",
                "*",
                "192.0.2.*"
            })
    void anythingElseIsRefusedAndNeverLookedUp(String text) {
        assertThatThrownBy(() -> IpNetwork.parse(text)).isInstanceOf(InvalidInput.class);
    }
}
