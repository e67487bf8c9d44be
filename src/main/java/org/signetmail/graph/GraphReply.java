package org.signetmail.graph;

import java.time.Instant;
import org.signetmail.account.Symptom;

/**
 * Graph's reply to a message.
 *
 * @param error the reply, read as an error
 */
record GraphReply(GraphError error) {
    /** The code for status 200 instead of 202: seen with large messages, which were not sent. */
    static final String OK_BUT_NOT_ACCEPTED = "GRAPH_200";

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int TIMED_OUT = 408;
    private static final int INSUFFICIENT_STORAGE = 507;

    boolean accepts() {
        return status() == ACCEPTED;
    }

    /**
     * Whether the message was certainly not sent. Exchange's own codes decide, regardless of the status: some refusals
     * have status 500. Without such a code it is uncertain after a server error, a timeout of the request, or any other
     * success status.
     */
    boolean refuses() {
        int status = status();
        String code = error.ownCode();
        return status == OK
                || (status >= 300 && status < 500 && status != TIMED_OUT)
                || GraphCodes.refuses(code)
                || (status == INSUFFICIENT_STORAGE && GraphCodes.isMailboxFull(code));
    }

    String text() {
        return "HTTP status " + status() + ", request-id " + error.header("request-id") + ", client-request-id "
                + error.requestId();
    }

    Instant at() {
        return error.at();
    }

    private int status() {
        return error.reply().status();
    }

    Symptom symptom() {
        return status() == OK ? error.symptom(OK_BUT_NOT_ACCEPTED) : error.symptom();
    }
}
