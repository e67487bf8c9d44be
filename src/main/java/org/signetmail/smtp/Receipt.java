package org.signetmail.smtp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the Message-ID that a server assigned from its reply to the content. Exchange Online assigns each message
 * its own and replies {@code 250 2.0.0 OK <…@AM9PR01MB4005.eurprd01.prod.exchangelabs.com> [Hostname=…]}; Exchange
 * Server on premises replies {@code 250 2.6.0 <…> [InternalId=…] Queued mail for delivery}. Only this form identifies
 * it, since smtp.office365.com can also be configured as an SMTP server with a password.
 */
final class Receipt {
    private static final Pattern FORM = Pattern.compile(
            "250 2\\.[0-9]{1,3}\\.[0-9]{1,3} (?:OK )?(<[!-~&&[^<>@]]{1,200}@[!-~&&[^<>@]]{1,253}>)(?: .*)?");

    private Receipt() {}

    /**
     * The server's Message-ID; empty if the reply has none or repeats the message's own.
     *
     * @param ownId the message's own Message-ID, with angle brackets
     */
    static Optional<String> messageId(String reply, String ownId) {
        Matcher form = FORM.matcher(reply);
        return form.matches() && !form.group(1).equals(ownId) ? Optional.of(form.group(1)) : Optional.empty();
    }
}
