package org.signetmail.message;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the domain of a Message-ID, which makes the ID globally unique (RFC 5322 section 3.6.4). Jakarta Mail uses the
 * name of the machine, such as {@code localhost} or a container's, which spam filters penalize.
 */
final class MessageId {
    /** At least one dot, and no IP address. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[^.\\s\\[\\]<>()@]+\\.)+(?=[^.]*\\P{N})[^.\\s\\[\\]<>()@]{2,63}");

    /**
     * Top-level domains of private networks.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6761">RFC 6761</a>: localhost, invalid, test; RFC 6762: local, and appendix
     *     G for the others; ICANN reserved internal in 2024
     */
    private static final Set<String> PRIVATE = Set.of(
            "localhost",
            "localdomain",
            "local",
            "internal",
            "intranet",
            "private",
            "corp",
            "home",
            "lan",
            "invalid",
            "test");

    private static final int LONGEST = 253; // characters of a domain

    private static final String HOME_NETWORK = ".home.arpa"; // RFC 8375

    private MessageId() {}

    /** Whether the ID has a domain after the @ that may exist outside a private network. */
    static boolean hasRealDomain(String messageId) {
        String id = messageId.strip();
        String text = id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
        int at = text.lastIndexOf('@');
        String domain = text.substring(at + 1).toLowerCase(Locale.ROOT);
        return at > 0
                && domain.length() <= LONGEST
                && DOMAIN.matcher(domain).matches()
                && !PRIVATE.contains(domain.substring(domain.lastIndexOf('.') + 1))
                && !domain.endsWith(HOME_NETWORK);
    }
}
