package org.signetmail.health;

/**
 * What the self-check knows of the credential in a slot.
 *
 * @param credential its number; 0 before the first check and while the slot is empty
 * @param failure Entra's code, or {@link #UNANSWERED}; blank if it works
 * @param unanswered consecutive checks without an answer
 */
record SlotHealth(long credential, String failure, int unanswered) {
    static final SlotHealth UNKNOWN = new SlotHealth(0, "", 0);

    /** Instead of a code, since those of the network change from day to day. */
    static final String UNANSWERED = "NO_ANSWER";

    /** A service that is away for a minute at night is not worth a mail: the next check is an hour later. */
    private static final int TRIES = 3;

    /** What the administrators are told. */
    enum News {
        NONE,
        FAILS,
        WORKS_AGAIN
    }

    /**
     * The result of a check.
     *
     * @param retry whether to check again in an hour instead of tomorrow
     */
    record Change(SlotHealth now, News news, boolean retry) {}

    boolean isFailing() {
        return !failure.isEmpty();
    }

    Change worked(long number) {
        return new Change(new SlotHealth(number, "", 0), isFailing() ? News.WORKS_AGAIN : News.NONE, false);
    }

    /** Entra refused it with this code. */
    Change refused(long number, String code) {
        boolean known = credential == number && failure.equals(code);
        return new Change(new SlotHealth(number, code, 0), known ? News.NONE : News.FAILS, false);
    }

    /** There was no usable answer. That is no reason to forget a refusal. */
    Change unanswered(long number) {
        if (credential == number && isFailing()) {
            return new Change(this, News.NONE, false);
        }
        int times = unanswered + 1;
        return times < TRIES
                ? new Change(new SlotHealth(credential, failure, times), News.NONE, true)
                : new Change(new SlotHealth(number, UNANSWERED, 0), News.FAILS, false);
    }
}
