package org.signetmail.settings;

import org.signetmail.text.Messages;

/** Another administrator has saved since the page was opened. Nothing was overwritten. */
public final class EditConflict extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient MailSettings theirs;

    public EditConflict(MailSettings theirs) {
        super(Messages.text("settings.conflict"));
        this.theirs = theirs;
    }

    /** The settings that are saved now, with the user and time of that save. */
    public MailSettings theirs() {
        return theirs;
    }
}
