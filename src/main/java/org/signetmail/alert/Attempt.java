package org.signetmail.alert;

import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome;
import org.signetmail.message.RefusalScope;

/**
 * The result of sending a warning by a channel.
 *
 * @param words why it failed, without a secret; blank if it was accepted
 * @param forAll whether other messages would be refused for the same reason
 */
public record Attempt(Result result, String words, boolean forAll) {
    /** What is known of it. */
    public enum Result {
        ACCEPTED,
        /** No reply came: it may have been sent. */
        UNKNOWN,
        REFUSED
    }

    public static final Attempt ACCEPTED = new Attempt(Result.ACCEPTED, "", false);

    /** A refusal of every message. */
    public static Attempt refused(String words) {
        return new Attempt(Result.REFUSED, words, true);
    }

    static Attempt unknown(String words) {
        return new Attempt(Result.UNKNOWN, words, false);
    }

    /** Of a message. */
    public static Attempt of(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return new Attempt(
                    Result.REFUSED,
                    words(refused.symptom()),
                    refused.scope() == RefusalScope.ACCOUNT || refused.scope() == RefusalScope.MAILBOX);
        }
        return outcome instanceof Outcome.Unknown unknown ? unknown(words(unknown.symptom())) : ACCEPTED;
    }

    private static String words(Symptom symptom) {
        return (symptom.peer() + " " + symptom.code() + " " + symptom.words()).strip();
    }

    /** Whether it counts as sent, and is not repeated. */
    public boolean sent() {
        return result != Result.REFUSED;
    }
}
