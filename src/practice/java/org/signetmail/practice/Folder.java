package org.signetmail.practice;

import java.util.List;
import java.util.Locale;

/** The two folders of a mailbox. */
enum Folder {
    INBOX("Inbox"),
    SENT("Sent");

    private final String label;

    Folder(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    List<StoredMail> of(Mailboxes mailboxes, String address) {
        return this == INBOX ? mailboxes.inbox(address) : mailboxes.sent(address);
    }

    String path(String address, int index) {
        return "/" + label.toLowerCase(Locale.ROOT) + "/" + Html.segment(address) + "/" + index;
    }
}
