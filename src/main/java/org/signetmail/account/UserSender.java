package org.signetmail.account;

/** From whose address the mail of a user leaves (<em>User Generated Email</em>). */
public enum UserSender {
    /** From the user's own mailbox, where the user's domain equals that of the system mailbox. */
    USER_EMAIL("User Email"),
    /** From the system mailbox, always. */
    SYSTEM_GENERATED_EMAIL("System Generated Email");

    private final String label;

    UserSender(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
