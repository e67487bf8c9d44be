package org.signetmail.expiry;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.AdminCenter;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Mailbox;
import org.signetmail.message.PlainTextMail;

/** The warning mail. Names the application and reveals nothing of the secret. */
record ExpiryMail(WatchedSecret secret, Instant now) {

    PlainTextMail to(Mailbox administrator) {
        String sentence = secret.expiry().sentence(now);
        return new PlainTextMail(
                List.of(administrator),
                "Signet: " + sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1),
                text(sentence));
    }

    private String text(String sentence) {
        var center = AdminCenter.of(
                secret.application().map(ApplicationRegistration::cloud),
                secret.application().map(ApplicationRegistration::client));
        return String.format(
                Locale.ROOT,
                """
                %s. Signet sends mail with it. After its last day, Signet can't send mail.

                Entra shows this day in the time zone of your browser, which Signet does not know. Signet counts days
                in UTC+14, where they begin first: this mail may come a day early, but not late.

                Application (client) ID: %s
                Directory (tenant) ID: %s
                Cloud: %s

                What to do:

                1. Open Certificates & secrets of the application in Entra:
                   %s
                   If this link does not work, choose the application in the list:
                   %s
                2. Select New client secret, and copy its Value (not the Secret ID) immediately. Entra shows it only
                   until you leave the page.
                3. In Signet, open Platform Configuration › Email › SMTP, select Replace next to Client Secret, paste
                   the Value and enter the new expiry date.
                4. Select Test Credentials, then Save.

                The old secret works until its last day, so Signet keeps sending mail while you do this.

                This requires permission to manage the application in Entra (owner, Application Administrator or Cloud
                Application Administrator). If you don't have it, please forward this mail to a person who does.

                You receive this mail because your address is listed in Signet under “Warn these administrators”.
                """,
                sentence,
                applicationField(app -> app.client().value()),
                applicationField(app -> app.tenant().value()),
                applicationField(app -> app.cloud().label()),
                center.credentials(),
                center.list());
    }

    private String applicationField(Function<ApplicationRegistration, String> part) {
        Optional<String> known = secret.application().map(part);
        return known.orElse("unknown");
    }
}
