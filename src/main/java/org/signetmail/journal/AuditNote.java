package org.signetmail.journal;

/**
 * Something that an auditor asks for later: a sign-in, a test, a change of the sealing key. Fired as a CDI event by
 * whoever sees it happen; the audit trail keeps it beside the changes of the settings.
 *
 * @param who the user's name, or where nobody is signed in what is known of the caller, such as an address
 * @param what a sentence without secrets and without what a stranger typed; longer than {@link #LONGEST} it is cut
 */
public record AuditNote(String who, String what) {
    /** Most characters of {@link #what}: what the table takes. */
    public static final int LONGEST = 4000;

    private static final int LONGEST_NAME = 300;

    public AuditNote {
        who = cut(who, LONGEST_NAME);
        what = cut(what, LONGEST);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
