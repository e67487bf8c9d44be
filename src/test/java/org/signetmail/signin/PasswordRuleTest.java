package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;

/** OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.11 and 6.2.12. */
class PasswordRuleTest {
    @TempDir
    Path folder;

    private final PasswordRule rule = new PasswordRule();
    private StoreOnDisk disk;

    @BeforeEach
    void start() throws Exception {
        disk = StoreOnDisk.open(folder, new AdjustableClock());
        disk.settings().save(typed(contoso(0)), "admin");
        rule.settings = disk.settings();
    }

    @AfterEach
    void stop() {
        disk.close();
    }

    private String refusal(String password) {
        return rule.refusal(password, "mailgate.example.org").orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "a $entence for the ${journey}, $$",
                "practice makes perfect",
                "Winter${2026}xyz, the operator's own $$ password",
                "signet takes care of our letters",
                "the admin has a blue bicycle",
                "kW9#vT2!qZ7m",
                "8841 2297 5531 9920",
                "пароль для почты",
                "长长的密码长长的密码也可以用"
            })
    void aLongUncommonPasswordIsAccepted(String password) {
        assertThat(refusal(password)).isEmpty();
    }

    @Test
    void sixtyFourCharactersAndManyMoreAreAccepted() {
        assertThat(refusal("This is quite a long sentence. ".repeat(3))).isEmpty();
        assertThat(refusal("This is quite a long sentence. ".repeat(300))).isEmpty();
    }

    @Test
    void elevenCharactersAreTooFew() {
        assertThat(refusal("elevenchars")).isEqualTo("The password needs at least 12 characters.");
        assertThat(refusal("😀".repeat(11))).isEqualTo("The password needs at least 12 characters.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012",
                "passwordpassword",
                "PasswordPassword",
                "qwertyuiop123",
                "1q2w3e4r5t6y",
                "iloveyou1234"
            })
    void aWellKnownPasswordIsRefusedInAnyCase(String password) {
        assertThat(refusal(password)).startsWith("This password is one of the most commonly used.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signet-admin-2026",
                "Signet12345678",
                "S1gn3t!!!!!!!!2026",
                "admin admin admin admin",
                "Contoso2026!!",
                "c0nt0$o-m@il-2026",
                "Mailgate#20262027",
                "P@ssw0rd1234$",
                "letmein12345",
                "changeme1234",
                "Administrator01"
            })
    void namesOfProductTenantAndHostAreNotEnough(String password) {
        assertThat(refusal(password)).contains("is easy to guess here").doesNotContain(password);
    }

    @Test
    void oneRepeatedCharacterIsRefusedAtAnyLength() {
        assertThat(refusal("xyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyxyx"))
                .isEqualTo("The password needs at least 5 different characters.");
    }

    @Test
    void theListHasFarMoreThanTheRequiredThreeThousand() throws Exception {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(KnownPasswords.class.getResourceAsStream("known-passwords.txt.gz")),
                StandardCharsets.UTF_8))) {
            List<String> listed =
                    lines.lines().filter(line -> !line.startsWith("# ")).toList();
            assertThat(listed)
                    .hasSize(43_940)
                    .doesNotHaveDuplicates()
                    .allMatch(password -> PasswordHash.lengthOf(password) >= PasswordHash.MIN_LENGTH)
                    .allMatch(password -> !password.isBlank());
        }
    }
}
