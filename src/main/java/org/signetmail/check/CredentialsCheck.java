package org.signetmail.check;

import java.util.function.Consumer;
import org.signetmail.account.MailAccount;

/** Tries the way that a mail takes, without a mail, and always with a new token. Never throws at the page. */
public class CredentialsCheck {

    /** Runs to its end within 15 seconds. Every step is told to {@code progress} as it starts and ends. */
    public CheckReport run(MailAccount candidate, Consumer<CheckReport> progress) {
        throw new UnsupportedOperationException();
    }
}
