package org.signetmail.jndi;

import org.signetmail.account.ConfigurationKey;

/** Whose mail another application sends; for each there is a session of its own, and a list of those who may. */
enum SenderKind {
    /** From the system mailbox. */
    SYSTEM("system", ConfigurationKey.APPLICATIONS_SYSTEM),
    /** From the mailbox that the sender rule gives for the user in From. */
    USER("user", ConfigurationKey.APPLICATIONS_USER);

    private final String word;
    private final ConfigurationKey key;

    SenderKind(String word, ConfigurationKey key) {
        this.word = word;
        this.key = key;
    }

    /** Where its session is found. */
    String jndiName() {
        return "java:global/mail/signet/" + word;
    }

    /** What an operator sets, to the names of the applications that may. */
    ConfigurationKey key() {
        return key;
    }

    /** As a session's properties call it. */
    String word() {
        return word;
    }
}
