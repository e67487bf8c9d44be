package org.signetmail.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the Message-ID that a server gave a mail from its reply to the content. Exchange Online gives each mail one of its own and
 * says {@code 250 2.0.0 OK <…@AM9PR01MB4005.eurprd01.prod.exchangelabs.com> [Hostname=…]}; an Exchange server of one's own says
 * {@code 250 2.6.0 <…> [InternalId=…] Queued mail for delivery}. It is known by this form alone, since smtp.office365.com can be
 * entered as an SMTP server with a password, too.
 */
final class Receipt {
    private static final Pattern FORM = Pattern.compile(
            "250 2\\.[0-9]{1,3}\\.[0-9]{1,3} (?:OK )?(<[!-~&&[^<>@]]{1,200}@[!-~&&[^<>@]]{1,253}>)(?: .*)?");

    private Receipt() {}

    /**
     * The server's Message-ID; empty if it tells none, or the one that the mail has.
     *
     * @param ours with its angle brackets
     */
    static Optional<String> messageId(String reply, String ours) {
        Matcher form = FORM.matcher(reply);
        return form.matches() && !form.group(1).equals(ours) ? Optional.of(form.group(1)) : Optional.empty();
    }
}
