package org.signetmail.account;

/** The sender address of messages on behalf of a user (<em>User Generated Email</em>). */
public enum UserSender {
    /** The user's own mailbox, if the user's domain equals that of the system mailbox. */
    USER_EMAIL("User Email"),
    /** Always the system mailbox. */
    SYSTEM_GENERATED_EMAIL("System Generated Email");

    private final String label;

    UserSender(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
