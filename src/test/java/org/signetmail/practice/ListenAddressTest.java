package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://localhost:8080/",
        "0.0.0.0, http://localhost:8080/",
        "192.0.2.7, http://192.0.2.7:8080/",
        "2001:db8::7, http://[2001:db8:0:0:0:0:0:7]:8080/"
    })
    void isOpenedOnThisComputerAs(String host, URI page) throws CannotStart {
        assertThat(ListenAddress.of(host, 8080).page()).isEqualTo(page);
    }

    @Test
    void mustBeOne() {
        assertThatThrownBy(() -> ListenAddress.of("no address\nset a=b", 8080))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("-Dsignet.address");
    }
}
