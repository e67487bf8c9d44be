package org.signetmail.message;

import java.util.List;
import java.util.Set;

/**
 * Headers in which only the systems that carry a message have a say: signatures, results of checks, the trace of where it
 * has been, and what Exchange tells itself. Written by an application, they would have a filter or a person believe what was
 * never checked, and a re-sent block names senders and recipients beside those of the envelope.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.4">RFC 5321 section 4.4</a>: trace information; RFC 5322 section
 *     3.6.6: resent fields; RFC 6376: DKIM; RFC 8601 section 5: forged Authentication-Results; RFC 8617: ARC; RFC 7208 section 9.1:
 *     Received-SPF
 */
final class TransportHeaders {
    private static final Set<String> NAMES = HeaderValidator.names(
            "return-path",
            "received",
            "received-spf",
            "delivered-to",
            "dkim-signature",
            "domainkey-signature",
            "authentication-results",
            "x-originating-ip");

    /** In lower case. Those that begin with X belong to Exchange Online, its filters among it. */
    private static final List<String> BEGINNINGS = List.of(
            "resent-", "arc-", "x-ms-", "x-microsoft-antispam", "x-forefront-", "x-eopattributed", "x-eoptenant");

    private TransportHeaders() {}

    /** Whether it is one of them, in whatever case. */
    static boolean has(String name) {
        if (NAMES.contains(name)) {
            return true;
        }
        for (String beginning : BEGINNINGS) {
            if (name.regionMatches(true, 0, beginning, 0, beginning.length())) {
                return true;
            }
        }
        return false;
    }
}
