package org.signetmail.account;

import org.signetmail.text.Messages;

/** The sender address of messages on behalf of a user (<em>User Generated Email</em>). */
public enum UserSender {
    /** The user's own mailbox, if the user's domain equals that of the system mailbox. */
    USER_EMAIL("account.userSender.user"),
    /** Always the system mailbox. */
    SYSTEM_GENERATED_EMAIL("account.userSender.system");

    private final String label;

    UserSender(String label) {
        this.label = Messages.text(label);
    }

    public String label() {
        return label;
    }
}
