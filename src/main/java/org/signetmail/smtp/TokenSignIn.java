package org.signetmail.smtp;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs in with a token (SASL XOAUTH2), in one round trip where the server takes the token on the line of the command.
 *
 * <p>Entra's tokens make that line longer than the 512 octets that a server has to take (RFC 5321 section 4.5.3.1.4). One that says
 * so gets the token once more, on a line of its own, which may have 12288 octets (RFC 4954 section 4). So does one that asks for
 * what it was just told.
 *
 * @see <a href="https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth">Both
 *     forms at Exchange</a>
 */
final class TokenSignIn {
    static final String MECHANISM = "XOAUTH2";

    private static final String COMMAND = "AUTH " + MECHANISM;
    private static final int LONGEST_COMMAND = 512; // octets, with the line break
    private static final int SIGNED_IN = 235;
    private static final int GO_ON = 334;
    private static final int HANGS_UP = 421;
    /** A server that hangs up for reasons of its own, such as too much to do (RFC 3463 sections 3.4 and 3.5). */
    private static final Pattern OF_THE_SERVER = Pattern.compile("421 4\\.[34]\\..*");

    private static final int NOT_A_COMMAND = 500;
    private static final int NOT_THESE_PARAMETERS = 555;

    private final SmtpTransport dialogue;
    private final String response;

    TokenSignIn(SmtpTransport dialogue, SmtpCredentials signIn) {
        this.dialogue = dialogue;
        String said = "user=" + signIn.user() + "\u0001auth=Bearer " + signIn.secret() + "\u0001\u0001";
        response = Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What the server decided; empty if the line of the command was too long for it and another connection is needed to send the
     * token on a line of its own.
     *
     * @throws MessagingException if it says nothing
     */
    Optional<SmtpReply> attempt() throws MessagingException {
        String line = COMMAND + " " + response;
        SmtpReply reply = said(line);
        if (reply.status() == GO_ON && reply.words().equals(Integer.toString(GO_ON))) {
            return Optional.of(
                    said(response)); // An empty challenge, and no error as Gmail's are: it wants to be told now.
        }
        if (line.length() + 2 <= LONGEST_COMMAND || !mayMeanTooLong(reply)) {
            return Optional.of(reply);
        }
        return reply.status() != HANGS_UP && asksForResponse() ? Optional.of(said(response)) : Optional.empty();
    }

    /** Whether the token was taken (RFC 4954 section 6). Any other reply is no sign-in, whatever its class. */
    static boolean accepts(SmtpReply reply) {
        return reply.status() == SIGNED_IN;
    }

    /** The same on two lines from the first; for a new connection. */
    SmtpReply onTwoLines() throws MessagingException {
        SmtpReply reply = said(COMMAND);
        return reply.status() == GO_ON ? said(response) : reply;
    }

    /** What was left of the long line may be answered first, or the server be gone. */
    private boolean asksForResponse() {
        try {
            return said(COMMAND).status() == GO_ON;
        } catch (MessagingException gone) {
            return false;
        }
    }

    private static boolean mayMeanTooLong(SmtpReply reply) {
        return reply.status() == NOT_A_COMMAND
                || reply.status() == NOT_THESE_PARAMETERS
                || (reply.status() == HANGS_UP
                        && !OF_THE_SERVER.matcher(reply.code()).matches());
    }

    private SmtpReply said(String line) throws MessagingException {
        dialogue.write(line);
        return dialogue.reply();
    }
}
