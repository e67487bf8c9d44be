package org.signetmail.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1",
                "127.1",
                "127.200.3.4",
                "2130706433",
                "0.0.0.0",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1",
                "[::ffff:7f00:1]",
                "::"
            })
    void isLoopback(String host) {
        assertThat(Loopback.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "db.contoso.example",
                "localhost.contoso.example",
                "127.0.0.1.contoso.example",
                "localhost6.contoso.example",
                "10.0.0.1",
                "192.168.1.1",
                "128.0.0.1",
                "169.254.169.254",
                "fe80::1",
                "::ffff:10.0.0.1",
                "2001:db8::1",
                ""
            })
    void isRemote(String host) {
        assertThat(Loopback.isLoopback(host)).isFalse();
    }
}
