package org.signetmail.message;

import java.util.List;
import java.util.Set;

/**
 * Headers that only mail servers may set: signatures, authentication results, trace information, and Exchange's
 * internal headers. Set by an application, they would make a filter or a reader trust something that was never
 * verified; resent fields name senders and recipients other than those of the envelope.
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

    /** Prefixes in lower case. Those starting with X belong to Exchange Online and its filters. */
    private static final List<String> PREFIXES = List.of(
            "resent-", "arc-", "x-ms-", "x-microsoft-antispam", "x-forefront-", "x-eopattributed", "x-eoptenant");

    private TransportHeaders() {}

    /** Whether this is the name of such a header, ignoring case. */
    static boolean contains(String name) {
        if (NAMES.contains(name)) {
            return true;
        }
        for (String prefix : PREFIXES) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }
}
