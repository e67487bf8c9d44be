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

/** The warning, as a mail. It names the application and never anything of the secret. */
record ExpiryMail(WatchedSecret secret, Instant now) {

    PlainTextMail to(Mailbox administrator) {
        String said = secret.expiry().said(now);
        return new PlainTextMail(
                List.of(administrator),
                "Signet: " + said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1),
                text(said));
    }

    private String text(String said) {
        var center = AdminCenter.of(
                secret.application().map(ApplicationRegistration::cloud),
                secret.application().map(ApplicationRegistration::client));
        return String.format(
                Locale.ROOT,
                """
                %s. Signet sends mail with it. After its last day no mail leaves.

                Entra shows this day in the time zone of the browser that looks at it. Signet does not know that zone and
                counts days in UTC+14, where they begin first: this mail may come a day early, but not late.

                Application (client) ID: %s
                Directory (tenant) ID: %s
                Cloud: %s

                What to do:

                1. Open Certificates & secrets of the application in Entra:
                   %s
                   If this link does not lead there, choose the application in the list:
                   %s
                2. Select New client secret, and copy its Value (not the Secret ID) at once. Entra shows it only
                   until you leave the page.
                3. In Signet, open Platform Configuration › Email › SMTP, select Replace beside Client Secret, paste
                   the Value and enter the new expiry date.
                4. Select Test Credentials, then Save.

                The old secret keeps working until its day, so mail goes on leaving while you do this.

                You can do this if you may manage the application in Entra (owner, Application Administrator or Cloud
                Application Administrator). Otherwise please pass this mail on to somebody who may.

                You get this mail because your address stands in Signet under “Warn these administrators”.
                """,
                said,
                named(app -> app.client().value()),
                named(app -> app.tenant().value()),
                named(app -> app.cloud().label()),
                center.credentials(),
                center.list());
    }

    private String named(Function<ApplicationRegistration, String> part) {
        Optional<String> known = secret.application().map(part);
        return known.orElse("not known any more");
    }
}
