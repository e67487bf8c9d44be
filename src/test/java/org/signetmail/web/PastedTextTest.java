package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Clouds;
import org.signetmail.account.InvalidInput;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsChange;

/** Characters around and inside pasted values, as the form reads them. */
class PastedTextTest {
    private static final String ID = "8a8aef39-0dfc-47d0-bb2b-1f4bf56c1f6e";

    /** The invisible characters, and the spaces that a keyboard doesn't produce. */
    private static final String INVISIBLE = "\uFEFF\u200B\u200C\u200D\u200E\u200F\u2060\u00A0\u202F"
            + "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u061C\u00AD\u2007\u3000";

    private final SettingsForm form = SettingsForm.of(MailSettings.NOTHING_SAVED);
    private final TypedSecrets secrets = new TypedSecrets();
    private final FormParser reading =
            new FormParser(form, MailSettings.NOTHING_SAVED, Clouds.with(Optional.empty()), secrets);

    private SettingsChange read(String type) {
        form.put(Field.CUSTOM_SERVER, true);
        form.put(Field.TYPE, type);
        return reading.change(0);
    }

    private void put(String before, String behind) {
        form.put(Field.CLIENT_ID, before + ID + behind);
        form.put(Field.TENANT_ID, before + "contoso.com" + behind);
        form.put(Field.HOST, before + "smtp.contoso.com" + behind);
        form.put(Field.PORT, before + "465" + behind);
        form.put(Field.SYSTEM_MAILBOX, before + "notifications@contoso.com" + behind);
        form.put(Field.FURTHER_DOMAINS, before + "contoso.de" + behind + ", " + before + "contoso.fr" + behind);
        form.put(Field.WARNED, before + "zoe@contoso.com" + behind);
        type("clientSecret", before + "abc~Q8" + behind);
    }

    private void type(String field, String typed) {
        if ("clientSecret".equals(field)) {
            secrets.takeClientSecret(typed);
        } else {
            secrets.takeRelayPassword(typed);
        }
    }

    private void assertReadAsIfTyped() {
        SettingsChange change = read("OAUTH2");
        assertThat(reading.errors()).isEmpty();
        assertThat(change.wanted().application())
                .hasToString("ApplicationRegistration[cloud="
                        + change.wanted().application().cloud() + ", tenant=contoso.com, client=" + ID + "]");
        assertThat(change.wanted().systemMailbox()).hasToString("notifications@contoso.com");
        assertThat(change.wanted().furtherDomains()).hasToString("[contoso.de, contoso.fr]");
        assertThat(change.wanted().warned()).hasToString("[zoe@contoso.com]");
        assertThat(change.clientSecret().orElseThrow().value()).isEqualTo("abc~Q8");

        assertThat(read("NONE").wanted().relay().server()).hasToString("SmtpServer[host=smtp.contoso.com, port=465]");
        assertThat(reading.errors()).isEmpty();
    }

    @Test
    void invisibleCharactersAtTheEndsAreRemoved() {
        INVISIBLE.chars().mapToObj(Character::toString).forEach(one -> {
            put(one, one);
            assertReadAsIfTyped();
            put(one + " \t" + one, " " + one + one);
            assertReadAsIfTyped();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"|\"", "'|'", "“|”", "„|“", "‘|’", "«|»", "{|}", "\uFEFF“|”\u200B", "“{|}”"})
    void quotesAndBracesAroundTheValueAreRemoved(String around) {
        String[] both = around.split("\\|", 2);
        put(both[0], both[1]);
        assertReadAsIfTyped();
    }

    @ParameterizedTest
    @CsvSource({"'\"abc', '\"abc'", "abc', abc'", "'{abc', '{abc'", "a'b'c, a'b'c", "'', ''", "'\"', '\"'"})
    void aSingleQuoteMayBelongToTheSecret(String typed, String kept) {
        type("clientSecret", typed);
        assertThat(secrets.clientSecret()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {" pa\u00DFwort ", "\uFEFFsecret\u200B", "\"quoted\"", "{braced}", "\u00A0x\u202F"})
    void everyCharacterOfAPasswordIsKept(String typed) {
        form.put(Field.USER, "relay\u200B");
        type("password", typed);
        SettingsChange change = read("BASIC");
        assertThat(change.relayPassword().orElseThrow().value()).isEqualTo(typed);
        assertThat(change.wanted().relayUser()).isEqualTo("relay");
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT_ID, OAUTH2, 8a8aef39-0dfc\u200B-47d0-bb2b-1f4bf56c1f6e, after “8a8aef39-0dfc”: zero width space (U+200B)",
        "TENANT_ID, OAUTH2, contoso\u200E.com, after “contoso”: left-to-right mark (U+200E)",
        "TENANT_ID, OAUTH2, 8a8aef39-0dfc-47d0-bb2b\u2060-1f4bf56c1f6e, after “8a8aef39-0dfc-47d0-bb2b”: word joiner (U+2060)",
        "HOST, NONE, smtp\uFEFF.contoso.com, after “smtp”: byte order mark (U+FEFF)",
        "SYSTEM_MAILBOX, NONE, no\u00A0tifications@contoso.com, after “no”: no-break space (U+00A0)",
        "SYSTEM_MAILBOX, NONE, notifications@contoso\u202F.com, after “contoso”: narrow no-break space (U+202F)",
        "FURTHER_DOMAINS, NONE, contoso\u2066.de, after “contoso”: left-to-right isolate (U+2066)",
        "WARNED, NONE, zoe\u202E@contoso.com, after “zoe”: right-to-left override (U+202E)",
        "USER, BASIC, re\u200Blay, after “re”: zero width space (U+200B)"
    })
    void anInvisibleCharacterInsideIsNamedBesideTheField(Field field, String type, String typed, String words) {
        form.put(field, typed);
        read(type);
        assertThat(reading.errors().get(field)).startsWith("There is an invisible character " + words + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "abc~\u200BQ8zzz, Character 5 of the Client Secret is invisible.",
        "ab\u00A0c~Q8zzz, Character 3 of the Client Secret is invisible.",
        "\uFEFFab\u2013c~Q8zzz, 'Character 3 of the Client Secret is not a plain letter, digit or symbol.'",
        "abc~Q8zzz\uD83D\uDD11é, 'Character 10 of the Client Secret is not a plain letter, digit or symbol.'"
    })
    void onlyThePositionOfAnInvisibleCharacterInASecretIsShown(String typed, String words) {
        type("clientSecret", typed);
        SettingsChange change = read("OAUTH2");

        String error = reading.errors().get(Field.CLIENT_SECRET);
        assertThat(error).startsWith(words).doesNotContain("abc", "zzz", "Q8", "\u2013", "é", "U+");
        assertThat(change.clientSecret()).isEmpty();
        assertThat(change.toString() + secrets).doesNotContain("zzz");
    }

    @Test
    void pastingTheSavedValueIsNoChange() {
        SettingsForm base = form.copy();
        base.put(Field.CLIENT_ID, ID);
        form.put(Field.CLIENT_ID, "\uFEFF{" + ID.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) + "}");
        assertThat(form.differencesFrom(base)).isEmpty();
    }

    /** Each field that takes a domain rejects one with two interpretations. */
    @ParameterizedTest
    @CsvSource({
        "TENANT_ID, OAUTH2, straße.example",
        "HOST, NONE, straße.example",
        "SYSTEM_MAILBOX, NONE, user@straße.example",
        "FURTHER_DOMAINS, NONE, 'contoso.de, straße.example'",
        "WARNED, NONE, user@straße.example"
    })
    void anAmbiguousDomainIsRejectedWithItsAsciiForm(Field field, String type, String typed) {
        form.put(field, typed);
        read(type);
        assertThat(reading.errors().get(field)).contains("xn--strae-oqa.example", " strasse.example ");
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void otherFieldsKeepTheirQuotes(Field field) {
        form.put(field, "\"x\"");
        assertThat(form.get(field)).isEqualTo(Field.PASTED.contains(field) ? "x" : "\"x\"");
    }

    @Test
    void aValueOfInvisibleCharactersOnlyIsEmpty() {
        form.put(Field.CLIENT_ID, INVISIBLE + "“\u200B”");
        assertThat(form.isBlank(Field.CLIENT_ID)).isTrue();
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> new org.signetmail.account.ClientId("\u200B"));
    }
}
