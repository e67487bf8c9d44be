package org.signetmail.log;

/**
 * Something that an auditor asks for later: a sign-in, a test, a change of the sealing key. Fired as a CDI event by
 * the code that sees it happen; the audit trail keeps it beside the changes of the settings.
 *
 * @param kind what it is about; the page shows each kind apart
 * @param who the user's name, or where no user is signed in what is known of the caller, such as an address
 * @param what a sentence without secrets and without what a stranger typed; longer than {@link #LONGEST} it is cut
 */
public record AuditNote(Kind kind, String who, String what) {
    /** Most characters of {@link #what}: what the table takes. */
    public static final int LONGEST = 4000;

    private static final int LONGEST_NAME = 300;

    /** What an entry of the audit trail is about. The names are stored. */
    public enum Kind {
        /** Settings, sealing key, password. */
        CHANGE,
        /** Sign-ins, sign-outs, sessions that were ended, a wrong present password. */
        SIGN_IN,
        /** What strangers tried: sign-ins that were refused or kept waiting, actions that were not allowed. */
        REFUSAL,
        /** Tests of credentials and test mail. */
        TEST
    }

    public AuditNote {
        who = cut(who, LONGEST_NAME);
        what = cut(what, LONGEST);
    }

    /** A note about a {@link Kind#CHANGE}. */
    public AuditNote(String who, String what) {
        this(Kind.CHANGE, who, what);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
