package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.net.SeveralAddresses;

/** The entries of {@code signet.relay.hosts}. */
class RelayAllowListTest {
    private static boolean allows(String listed, String host, int port, String address) throws UnknownHostException {
        return RelayAllowList.of(listed).allows(new SmtpServer(host, port), List.of(SeveralAddresses.address(address)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relay.contoso.com | relay.contoso.com | 587 | 127.0.0.1 | true",
                "RELAY.contoso.com | relay.contoso.com | 25 | 127.0.0.1 | true",
                "relay.contoso.com | relay.contoso.com | 2500 | 127.0.0.1 | false",
                "relay.contoso.com:2500 | relay.contoso.com | 2500 | 127.0.0.1 | true",
                "relay.contoso.com:2500 | relay.contoso.com | 587 | 127.0.0.1 | false",
                "relay.contoso.com:2500 | other.contoso.com | 2500 | 203.0.113.7 | false",
                "relay.contoso.com | relay.contoso.com.attacker.example | 587 | 127.0.0.1 | false",
                "10.0.0.0/8:2500 | relay.contoso.com | 2500 | 10.9.8.7 | true",
                "10.0.0.0/8:2500 | relay.contoso.com | 2500 | 11.9.8.7 | false",
                "127.0.0.0/8 | relay.contoso.com | 587 | 127.9.8.7 | true",
                "127.0.0.1 | relay.contoso.com | 587 | 127.0.0.1 | true",
                "127.0.0.1 | relay.contoso.com | 587 | 127.0.0.2 | false",
                "127.0.0.1:2500 | 127.0.0.1 | 2500 | 127.0.0.1 | true",
                "::1 | ::1 | 587 | ::1 | true",
                "[::1] | ::1 | 587 | ::1 | true",
                "[::1]:2500 | ::1 | 2500 | ::1 | true",
                "[::1]:2500 | ::1 | 587 | ::1 | false",
                "fe80::/10 | relay.contoso.com | 25 | fe80::7 | true",
                "fe80::/10:2500 | relay.contoso.com | 2500 | fe80::7 | true",
                "[fe80::]/10:2500 | relay.contoso.com | 2500 | fe80::7 | true",
                "0.0.0.0/0:2500 | relay.contoso.com | 2500 | 203.0.113.7 | true",
                "0.0.0.0/0:2500 | relay.contoso.com | 2500 | 2001:db8::7 | false",
                "a.example, b.example:2500 ,, c.example | b.example | 2500 | 203.0.113.7 | true",
                "10.0.0.0/31 | relay.contoso.com | 587 | 127.0.0.1 | false",
            })
    void anEntryAllowsItsHostOrNetworkAtItsPort(String listed, String host, int port, String address, boolean allowed)
            throws UnknownHostException {
        assertThat(allows(listed, host, port, address)).isEqualTo(allowed);
        assertThat(RelayAllowList.of(listed).notUnderstood()).isEmpty();
    }

    @Test
    void everyAddressOfTheServerMustBeAllowed() throws UnknownHostException {
        var server = new SmtpServer("relay.contoso.com", 587);
        var both = List.of(SeveralAddresses.address("203.0.113.7"), SeveralAddresses.address("127.0.0.1"));

        assertThat(RelayAllowList.DEFAULT.allows(server, both)).isFalse();
        assertThat(RelayAllowList.of("127.0.0.1").allows(server, both)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://relay.contoso.com",
                "relay.contoso.com:0",
                "relay.contoso.com:65536",
                "relay.contoso.com:smtp",
                "relay contoso",
                "10.0.0.0/33",
                "::/129",
                "relay.contoso.com/24",
                "10.0/8",
                "*.contoso.com",
                "[::1",
                "::1::2",
            })
    void anInvalidEntryAllowsNothingAndIsReported(String listed) throws UnknownHostException {
        var list = RelayAllowList.of("good.example, " + listed);

        assertThat(list.notUnderstood()).containsExactly(listed);
        assertThat(list.entries()).hasSize(1);
    }
}
