package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.signetmail.account.Mailbox;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/** Sends plain mails with the saved settings, the test mail and the warnings among them, on the way that all mail takes. */
@ApplicationScoped
public class Mailer {
    @Inject
    MailSessionFactory sessions;

    /** Sends from the system mailbox. The outcome is a value; only missing settings or an unreadable secret are thrown. */
    public Outcome sendFromSystem(PlainTextMail plainTextMail) throws NotConfigured, SealBroken {
        try (MailSession session = sessions.system()) {
            return session.send(MimeMessages.of(plainTextMail, false));
        }
    }

    /**
     * Sends from the system mailbox with a token that Entra gives just now, over a connection of its own, which signs in: whoever
     * tests wants to know whether that works now, with what was consented to a minute ago, and not that it did some minutes ago.
     */
    public Outcome sendTest(PlainTextMail plainTextMail) throws NotConfigured, SealBroken {
        try (MailSession session = sessions.systemUnpooled()) {
            return session.send(MimeMessages.of(plainTextMail, false));
        }
    }

    /** Sends for a user: from the user's own mailbox where the sender rule allows it; Reply-To is always the user. */
    public Outcome sendFor(Mailbox user, PlainTextMail plainTextMail) throws NotConfigured, SealBroken {
        try (MailSession session = sessions.onBehalfOf(user)) {
            return session.send(MimeMessages.of(plainTextMail, true));
        }
    }
}
