package org.signetmail.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.signetmail.account.Mailbox;
import org.signetmail.alert.Alert;
import org.signetmail.alert.Alerts;
import org.signetmail.alert.Attempt;
import org.signetmail.message.PlainTextMail;
import org.signetmail.text.Messages;

/** Sends a test by a saved channel, as a warning would be sent. */
@ApplicationScoped
public class ChannelProbe {
    @Inject
    Alerts alerts;

    @Inject
    Clock clock;

    /** One message to all administrators by the fall-back relay; empty if none is saved. */
    public Optional<Attempt> relay(List<Mailbox> administrators) {
        return alerts.byRelay(new PlainTextMail(
                administrators, Messages.text("expiry.test.subject"), Messages.text("expiry.test.text")));
    }

    /** To the webhook; empty if none is saved. */
    public Optional<Attempt> webhook() {
        return alerts.byWebhook(new Alert(
                "test",
                Messages.text("expiry.test.subject"),
                Messages.text("expiry.test.text"),
                OptionalInt.empty(),
                clock.instant()));
    }
}
