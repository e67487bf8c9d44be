package org.signetmail.smtp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signetmail.account.Mailbox;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.Outcome;
import org.signetmail.message.RenderedMessage;
import org.signetmail.token.LoopbackTls;

/** An SMTP server on loopback, with TLS and a sign-in, that sends one recorded reply; for tests in other packages. */
public final class AnsweringSmtp implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ScriptedSmtp smtp;
    private final Trust trust;
    private volatile String mechanisms = "";
    private volatile String when = "";
    private volatile String answer = "";

    public AnsweringSmtp(LoopbackTls authority) throws IOException, GeneralSecurityException {
        trust = Trust.only(authority.caFile());
        smtp = new ScriptedSmtp(authority.localhost(), false, this::reply);
    }

    /**
     * Sends a message to it, as to Exchange.
     *
     * @param to the step that gets the reply: {@code connect}, {@code ehlo}, {@code auth}, {@code mail}, {@code
     * rcpt} or {@code content}
     * @param recorded lines of the reply; blank to close the connection
     */
    public Outcome exchange(RenderedMessage mail, String to, String recorded) {
        return answered(
                mail,
                to,
                recorded,
                new SmtpCredentials(
                        "XOAUTH2",
                        mail.from().address(),
                        "canary.token",
                        Optional.of(Instant.MAX),
                        Optional.of(Instant.MAX)));
    }

    /** Sends a message to it, as to a relay. */
    public Outcome relay(RenderedMessage mail, String to, String recorded) {
        return answered(
                mail,
                to,
                recorded,
                new SmtpCredentials("PLAIN", "user", "canary pass", Optional.empty(), Optional.empty()));
    }

    private Outcome answered(RenderedMessage mail, String to, String recorded, SmtpCredentials signIn) {
        mechanisms = signIn.mechanisms();
        when = to;
        answer = recorded.isEmpty() ? ScriptedSmtp.HANG_UP : recorded.replace("\n", "\r\n");
        Mailbox from = mail.from();
        var destination = new SmtpEndpoint(smtp.server(), TlsMode.STARTTLS, trust, from.domain());
        try (var client = new SmtpDeliveryClient(
                destination,
                fresh -> signIn,
                new DeliveryClient.SendingLimits(3, 0),
                new BdatSupport(true),
                TIMEOUT,
                Clock.systemUTC())) {
            return client.deliver(mail);
        }
    }

    private String reply(String said) {
        return stage(said).equals(when) ? answer : SmtpSending.acceptingSignIn(said, mechanisms);
    }

    private static String stage(String said) {
        return switch (said.split("[ :]", -1)[0]) {
            case "<connected>" -> "connect";
            case "EHLO", "HELO" -> "ehlo"; // Angus falls back to HELO after a refusal.
            case "AUTH" -> "auth";
            case "MAIL" -> "mail";
            case "RCPT" -> "rcpt";
            case "<final" -> "content";
            default -> "";
        };
    }

    @Override
    public void close() throws IOException {
        smtp.close();
    }
}
