package org.signetmail.expiry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.AdminCenter;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Mailbox;
import org.signetmail.message.PlainTextMail;
import org.signetmail.text.Messages;

/** The warning mail. Names the application and reveals nothing of the secret. */
record ExpiryMail(WatchedSecret secret, Instant now) {

    PlainTextMail to(Mailbox administrator) {
        return new PlainTextMail(List.of(administrator), secret.expiry().subject(now), text());
    }

    private String text() {
        var center = AdminCenter.of(
                secret.application().map(ApplicationRegistration::cloud),
                secret.application().map(ApplicationRegistration::client));
        return Messages.text(
                "expiry.mail.text",
                secret.expiry().sentence(now),
                applicationField(app -> app.client().value()),
                applicationField(app -> app.tenant().value()),
                applicationField(app -> app.cloud().label()),
                center.credentials(),
                center.list());
    }

    private String applicationField(Function<ApplicationRegistration, String> part) {
        Optional<String> known = secret.application().map(part);
        return known.orElseGet(() -> Messages.text("expiry.mail.unknown"));
    }
}
