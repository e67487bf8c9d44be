package org.signetmail.mail;

import org.signetmail.account.Mailbox;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.NotConfigured;

/** Sends mail with the saved settings: the one way out for everybody, the test mail and the warnings included. */
public class Mailer {

    /** Sends from the system mailbox. The outcome is a value; only missing settings or an unreadable secret are thrown. */
    public Outcome sendFromSystem(Mail mail) throws NotConfigured, SealBroken {
        throw new UnsupportedOperationException();
    }

    /** Sends for a user: from the user's own mailbox where the sender rule allows it; Reply-To is always the user. */
    public Outcome sendFor(Mailbox user, Mail mail) throws NotConfigured, SealBroken {
        throw new UnsupportedOperationException();
    }
}
