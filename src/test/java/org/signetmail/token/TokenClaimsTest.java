package org.signetmail.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {
    private static String token(String claims) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".signature";
    }

    @Test
    void aTokenOfVersionOneIsRead() {
        assertThat(TokenClaims.read(token("{\"aud\":\"https://graph.microsoft.com\",\"tid\":\"t\",\"appid\":\"a\","
                        + "\"app_displayname\":\"Rechnungen für Zoë\",\"roles\":[\"Mail.Send\"]}")))
                .contains(new TokenClaims(
                        "https://graph.microsoft.com", "t", "a", "Rechnungen für Zoë", List.of("Mail.Send")));
    }

    @Test
    void aTokenOfVersionTwoIsRead() {
        assertThat(TokenClaims.read(token("{\"aud\":[\"x\",\"y\"],\"azp\":\"a\",\"roles\":\"Mail.Send\"}")))
                .contains(new TokenClaims("x", "", "a", "", List.of("Mail.Send")));
    }

    @Test
    void claimsOfAnotherTypeAreEmpty() {
        assertThat(TokenClaims.read(token("{\"aud\":7,\"tid\":null,\"appid\":{},\"roles\":[1,\"r\",null]}")))
                .contains(new TokenClaims("", "", "", "", List.of("r")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "opaque", "a.b", "a.!!.c", "a.e30.c", "a.W10.c", "a.bm90IGpzb24.c"})
    void anythingElseIsEmpty(String text) {
        assertThat(TokenClaims.read(text)).isEmpty();
    }

    @Test
    void deepNestingIsEmpty() {
        assertThat(TokenClaims.read(token("{\"a\":" + "[".repeat(20_000)))).isEmpty();
    }
}
