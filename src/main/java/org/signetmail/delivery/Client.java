package org.signetmail.delivery;

/**
 * The origin of a message: Signet itself, or another application of the server.
 *
 * @param application the application's name in the server, for the log
 * @param bounded whether its messages count towards the limits for other applications ({@link InFlightLimits})
 * @param restriction the mailboxes that it may send as
 */
record Client(String application, boolean bounded, SenderRestriction restriction) {
    /** Signet itself: the test mail and the warnings. Waiting threads of other applications never block these. */
    static final Client SIGNET = new Client("signet", false, SenderRestriction.NONE);
}
