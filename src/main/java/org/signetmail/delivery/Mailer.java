package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.signetmail.account.Mailbox;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/** Sends plain-text messages, such as the test mail and the warnings, with the saved settings. */
@ApplicationScoped
public class Mailer {
    @Inject
    MailSessionFactory sessions;

    /**
     * Sends from the system mailbox. Failures are returned; only missing settings and an unreadable secret are
     * thrown.
     */
    public Outcome sendFromSystem(PlainTextMail plainTextMail) throws NotConfigured, SealBroken {
        try (MailSession session = sessions.system()) {
            return session.send(MimeMessages.of(plainTextMail, false));
        }
    }

    /**
     * Sends from the system mailbox with a new token from Entra, over a new connection that signs in. A test must show
     * whether that works now, with the consent given a minute ago, and not that it worked some minutes ago.
     */
    public Outcome sendTest(PlainTextMail plainTextMail) throws NotConfigured, SealBroken {
        try (MailSession session = sessions.systemUnpooled()) {
            return session.send(MimeMessages.of(plainTextMail, false));
        }
    }

    /** Sends for a user: from the user's own mailbox if the sender rule allows it; Reply-To is always the user. */
    public Outcome sendFor(Mailbox user, PlainTextMail plainTextMail) throws NotConfigured, SealBroken {
        try (MailSession session = sessions.onBehalfOf(user)) {
            return session.send(MimeMessages.of(plainTextMail, true));
        }
    }
}
