package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.ClientSecret;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsChange;

/** The expiry date when the client secret is replaced. */
class SecretReplacementTest {
    private static final SettingsChange WITH_SECRET = new SettingsChange(
            MailSettings.NOTHING_SAVED, Optional.of(new ClientSecret("a new secret")), Optional.empty());
    private static final SettingsChange WITHOUT_SECRET =
            new SettingsChange(MailSettings.NOTHING_SAVED, Optional.empty(), Optional.empty());

    private final SecretReplacement replacement = new SecretReplacement();
    private final SettingsForm base = form("OAUTH2", "8 Sep 2030");
    private final SettingsForm form = base.copy();

    private static SettingsForm form(String type, String date) {
        SettingsForm form = SettingsForm.of(MailSettings.NOTHING_SAVED);
        form.put(Field.TYPE, type);
        form.put(Field.SECRET_EXPIRES, date);
        return form;
    }

    private String date() {
        return form.get(Field.SECRET_EXPIRES);
    }

    @Nested
    class Replace {
        @Test
        void emptiesTheDateOfTheStoredSecret() {
            replacement.begin(form, base);

            assertThat(date()).isEmpty();
        }

        @Test
        void keepsTheStoredDateAsLongAsNoSecretIsTyped() {
            replacement.begin(form, base);

            assertThat(replacement.effective(form, base, false).differencesFrom(base))
                    .isEmpty();
            assertThat(replacement.effective(form, base, true).differencesFrom(base))
                    .containsExactly(Field.SECRET_EXPIRES);
            form.put(Field.SECRET_EXPIRES, "9 Sep 2031");
            assertThat(replacement.effective(form, base, false).get(Field.SECRET_EXPIRES))
                    .isEqualTo("9 Sep 2031");
        }

        @Test
        void leavesADateThatWasTypedBefore() {
            form.put(Field.SECRET_EXPIRES, "9 Sep 2031");
            replacement.begin(form, base);

            assertThat(date()).isEqualTo("9 Sep 2031");
        }

        /** A date typed in between belonged to the new secret. */
        @Test
        void restoresTheStoredDateWithTheStoredSecret() {
            replacement.begin(form, base);
            form.put(Field.SECRET_EXPIRES, "9 Sep 2031");
            replacement.end(form, base);

            assertThat(form.differencesFrom(base)).isEmpty();
        }

        @Test
        void ofARelayPasswordLeavesTheDate() {
            SettingsForm basic = form("BASIC", "8 Sep 2030");
            replacement.begin(basic, base);

            assertThat(basic.get(Field.SECRET_EXPIRES)).isEqualTo("8 Sep 2030");
        }

        @Test
        void isUndoneByKeepingTheStoredSecret() {
            replacement.begin(form, base);
            replacement.end(form, base);

            assertThat(date()).isEqualTo("8 Sep 2030");
            assertThat(replacement.isActive()).isFalse();
        }
    }

    @Nested
    class Saving {
        @ParameterizedTest
        @ValueSource(strings = {"8 Sep 2030", "2030-09-08", "September 8, 2030"})
        void aNewSecretWithTheDateOfTheStoredOneNeedsConfirmation(String same) {
            form.put(Field.SECRET_EXPIRES, same);

            assertThat(replacement.needsConfirmation(form, base, WITH_SECRET)).isTrue();
            assertThat(replacement.question()).contains("is still 8 Sep 2030");
        }

        @Test
        void aNewSecretWithoutADateNeedsConfirmation() {
            replacement.begin(form, base);

            assertThat(replacement.needsConfirmation(form, base, WITH_SECRET)).isTrue();
            assertThat(replacement.question()).contains("no date");
        }

        @Test
        void theSameDateTypedAgainNeedsNoConfirmation() {
            replacement.begin(form, base);
            form.put(Field.SECRET_EXPIRES, "8 Sep 2030");

            assertThat(replacement.needsConfirmation(form, base, WITH_SECRET)).isFalse();
        }

        @Test
        void noConfirmationWithoutANewSecretOrWithAnotherDateOrForTheFirstSecret() {
            assertThat(replacement.needsConfirmation(form, base, WITHOUT_SECRET))
                    .isFalse();
            form.put(Field.SECRET_EXPIRES, "9 Sep 2031");
            assertThat(replacement.needsConfirmation(form, base, WITH_SECRET)).isFalse();
            assertThat(replacement.needsConfirmation(form("OAUTH2", ""), form("OAUTH2", ""), WITH_SECRET))
                    .isFalse();
        }
    }
}
