package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/settings.xhtml", "/settings.xhtml?a=b&c=%20d"})
    void aPathInsideSignetIsKept(String path) {
        assertThat(ReturnPath.from(path).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "evil.example",
                "/\r\nSet-Cookie: a=b",
                "/settings.xhtml;SIGNET=1",
                "/ //evil.example",
                "javascript:alert(1)"
            })
    void anythingElseLeadsToTheStartPage(String path) {
        assertThat(ReturnPath.from(path)).isEqualTo(ReturnPath.START);
    }
}
