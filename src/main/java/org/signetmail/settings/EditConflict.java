package org.signetmail.settings;

/** Somebody else saved since the page was opened. Nothing was overwritten. */
public final class EditConflict extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient MailSettings theirs;

    public EditConflict(MailSettings theirs) {
        super("The settings were saved by another administrator meanwhile");
        this.theirs = theirs;
    }

    /** What is saved now, with who saved it and when. */
    public MailSettings theirs() {
        return theirs;
    }
}
