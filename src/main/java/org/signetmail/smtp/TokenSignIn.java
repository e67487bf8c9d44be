package org.signetmail.smtp;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs in with a token (SASL XOAUTH2), in one round trip if the server accepts the token on the command line.
 *
 * <p>Entra's tokens make that line longer than the 512 octets that a server must accept (RFC 5321 section
 * 4.5.3.1.4). If the server rejects the line as too long, the token is sent again on a line of its own, which may
 * have 12288 octets (RFC 4954 section 4). The same happens if the server ignores the token and sends an empty
 * challenge.
 *
 * @see <a href="https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth">Both
 *     forms at Exchange</a>
 */
final class TokenSignIn {
    static final String MECHANISM = "XOAUTH2";

    private static final String COMMAND = "AUTH " + MECHANISM;
    private static final int MAX_COMMAND_LENGTH = 512; // octets, with the line break
    private static final int SIGNED_IN = 235;
    private static final int CHALLENGE = 334;
    private static final int SERVICE_NOT_AVAILABLE = 421;
    /** 421 for reasons of the server's own, such as overload (RFC 3463 sections 3.4 and 3.5). */
    private static final Pattern SERVER_BUSY = Pattern.compile("421 4\\.[34]\\..*");

    private static final int UNRECOGNIZED_COMMAND = 500;
    private static final int UNRECOGNIZED_PARAMETERS = 555;

    private final SmtpTransport transport;
    private final String response;

    TokenSignIn(SmtpTransport transport, SmtpCredentials credentials) {
        this.transport = transport;
        String initialResponse =
                "user=" + credentials.user() + "\u0001auth=Bearer " + credentials.secret() + "\u0001\u0001";
        response = Base64.getEncoder().encodeToString(initialResponse.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Signs in and returns the deciding reply; empty if the line was too long for the server and a new connection is
     * needed to send the token on a line of its own.
     *
     * @throws MessagingException if no reply arrives
     */
    Optional<SmtpReply> attempt() throws MessagingException {
        String line = COMMAND + " " + response;
        SmtpReply reply = exchange(line);
        if (reply.status() == CHALLENGE && reply.words().equals(Integer.toString(CHALLENGE))) {
            // An empty challenge, not an error like Gmail's: the server expects the token now.
            return Optional.of(exchange(response));
        }
        if (line.length() + 2 <= MAX_COMMAND_LENGTH || !mayMeanTooLong(reply)) {
            return Optional.of(reply);
        }
        return reply.status() != SERVICE_NOT_AVAILABLE && acceptsBareCommand()
                ? Optional.of(exchange(response))
                : Optional.empty();
    }

    /** Whether the token was accepted: 235 (RFC 4954 section 6). Any other reply is a failure, whatever its class. */
    static boolean isAccepted(SmtpReply reply) {
        return reply.status() == SIGNED_IN;
    }

    /** Sends the command and the token on two lines from the start; for a new connection. */
    SmtpReply onTwoLines() throws MessagingException {
        SmtpReply reply = exchange(COMMAND);
        return reply.status() == CHALLENGE ? exchange(response) : reply;
    }

    /**
     * Sends the bare command. A reply to the rest of the long line may come first, or the server may be gone: both
     * yield false.
     */
    private boolean acceptsBareCommand() {
        try {
            return exchange(COMMAND).status() == CHALLENGE;
        } catch (MessagingException gone) {
            return false;
        }
    }

    private static boolean mayMeanTooLong(SmtpReply reply) {
        return reply.status() == UNRECOGNIZED_COMMAND
                || reply.status() == UNRECOGNIZED_PARAMETERS
                || (reply.status() == SERVICE_NOT_AVAILABLE
                        && !SERVER_BUSY.matcher(reply.code()).matches());
    }

    private SmtpReply exchange(String line) throws MessagingException {
        transport.write(line);
        return transport.readReply();
    }
}
