package org.signetmail.log;

/**
 * A CDI event for the audit trail: a sign-in, a test, a change of the sealing key. The audit trail stores it beside the
 * changes of the settings.
 *
 * @param kind the category; the page lists each separately
 * @param who the user's name; without a signed-in user, what is known of the caller, such as an address
 * @param what a sentence without secrets and without text typed by anonymous users; cut to {@link #LONGEST}
 */
public record AuditNote(Kind kind, String who, String what) {
    /** Most characters of {@link #what}: the size of the column. */
    public static final int LONGEST = 4000;

    private static final int LONGEST_NAME = 300;

    /** The category of an entry. The names are stored. */
    public enum Kind {
        /** Settings, sealing key, password. */
        CHANGE,
        /** What happened to a credential: added, promoted, refused, warned about, wiped. */
        CREDENTIAL,
        /** Sign-ins, sign-outs, ended sessions, a wrong present password. */
        SIGN_IN,
        /** Attempts without authentication: refused or throttled sign-ins, actions that were not allowed. */
        REFUSAL,
        /** Tests of credentials, test messages. */
        TEST
    }

    public AuditNote {
        who = cut(who, LONGEST_NAME);
        what = cut(what, LONGEST);
    }

    /** A note of a {@link Kind#CHANGE}. */
    public AuditNote(String who, String what) {
        this(Kind.CHANGE, who, what);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
