package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tenant is part of the URL that the client secret is sent to: no tenant ID changes the host or the path. */
class TenantIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "..",
                ".",
                "contoso.com/../../evil",
                "contoso.com/",
                "/contoso.com",
                "contoso.com\\evil",
                "contoso.com%2f..%2fevil",
                "contoso.com%00",
                "https://login.attacker.example",
                "//login.attacker.example/contoso.com",
                "@attacker.example",
                "user@contoso.com",
                "contoso.com:8443",
                "contoso.com?tenant=evil",
                "contoso.com#evil",
                "contoso.com;evil",
                "contoso com",
                "contoso.com\r\nHost: attacker.example",
                "contoso\u3002com/evil",
                "contoso.com\uff0fevil",
                "127.0.0.1",
                "[::1]",
                "localhost",
                "-contoso.com",
                "contoso..com",
                "common",
                "COMMON",
                "organizations",
                "consumers",
                "${7*7}.com",
                "#{7*7}.com",
                "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310",
                "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b/../evil"
            })
    void anythingElseIsRefused(String typed) {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> new TenantId(typed));
    }

    @ParameterizedTest
    @CsvSource({
        "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b, b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b",
        "B8D6E3F1-0A92-4E77-8C14-95D2F7A6310B, b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b",
        "Contoso.COM, contoso.com",
        "contoso.onmicrosoft.com, contoso.onmicrosoft.com",
        "b\u00fccher.example, xn--bcher-kva.example"
    })
    void isOneSegmentOfThePath(String typed, String tenant) {
        assertThat(new TenantId(typed).value()).isEqualTo(tenant);
        assertThat(URI.create("https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token"))
                .returns("login.microsoftonline.com", URI::getHost)
                .returns("/" + tenant + "/oauth2/v2.0/token", URI::getRawPath);
    }
}
