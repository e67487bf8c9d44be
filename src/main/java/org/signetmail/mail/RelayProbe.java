package org.signetmail.mail;

import java.util.Optional;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Symptom;

/** Knocks at an SMTP relay: connects, agrees on TLS, signs in, says NOOP, hangs up. No mail is handed over. */
public class RelayProbe {

    /** What went wrong, or empty when the relay is ready for mail. At most 15 seconds. */
    public Optional<Symptom> knock(MailAccount.SmtpRelay account) {
        throw new UnsupportedOperationException();
    }
}
