package org.signetmail.settings;

/** Another administrator has saved since the page was opened. Nothing was overwritten. */
public final class EditConflict extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient MailSettings theirs;

    public EditConflict(MailSettings theirs) {
        super("Another administrator has saved the settings in the meantime");
        this.theirs = theirs;
    }

    /** The settings that are saved now, with the user and time of that save. */
    public MailSettings theirs() {
        return theirs;
    }
}
