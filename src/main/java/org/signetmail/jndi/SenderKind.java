package org.signetmail.jndi;

import org.signetmail.account.ConfigurationKey;

/** The kind of sender of another application's mail. Each kind has its own mail session and its own allow-list. */
enum SenderKind {
    /** From the system mailbox. */
    SYSTEM("system", ConfigurationKey.APPLICATIONS_SYSTEM),
    /** From the mailbox that the sender rule determines for the user in From. */
    USER("user", ConfigurationKey.APPLICATIONS_USER);

    private final String id;
    private final ConfigurationKey key;

    SenderKind(String id, ConfigurationKey key) {
        this.id = id;
        this.key = key;
    }

    /** The JNDI name of its mail session. */
    String jndiName() {
        return "java:global/mail/signet/" + id;
    }

    /** The configuration key of its allow-list. */
    ConfigurationKey key() {
        return key;
    }

    /** Its name in the properties of a session, and the last part of its JNDI name. */
    String id() {
        return id;
    }
}
