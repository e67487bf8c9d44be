package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.Clouds;
import org.signetmail.settings.MailSettings;

/** The error messages of invalid fields. */
class FormParserTest {

    /** Every message has the system mailbox in From, and a warning is sent to all administrators or to none. */
    @ParameterizedTest
    @CsvSource({"SYSTEM_MAILBOX, zoë@contoso.com", "WARNED, 'max@contoso.com zoë@contoso.com'"})
    void systemMailboxAndWarnedAddressesMustBeAscii(Field field, String typed) {
        SettingsForm form = SettingsForm.of(MailSettings.NOTHING_SAVED);
        form.put(Field.CUSTOM_SERVER, true);
        form.put(field, typed);
        var reading =
                new FormParser(form, MailSettings.NOTHING_SAVED, Clouds.with(Optional.empty()), new TypedSecrets());

        reading.change(0);

        assertThat(reading.errors().get(field)).startsWith("“zoë@contoso.com” has characters before the @");
    }
}
