package org.signetmail.delivery;

/**
 * Who has mail sent.
 *
 * @param application the name that the server knows it by
 * @param bounded whether its messages count for what other applications may have in flight
 */
record Client(String application, boolean bounded) {
    /** The test mail and the warnings. They wait for no place that others take. */
    static final Client SIGNET = new Client("signet", false);
}
