package org.signetmail.jndi;

/** Whose mail another application sends; for each there is a session of its own, and a list of those who may. */
enum SenderKind {
    /** From the system mailbox. */
    SYSTEM("system"),
    /** From the mailbox that the sender rule gives for the user in From. */
    USER("user");

    private final String word;

    SenderKind(String word) {
        this.word = word;
    }

    /** Where its session is found. */
    String jndiName() {
        return "java:global/mail/signet/" + word;
    }

    /** What an operator sets, to the names of the applications that may. */
    String key() {
        return "signet.applications." + word;
    }

    /** As a session's properties call it. */
    String word() {
        return word;
    }
}
