package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Mailbox;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.DeliveryClient.SendingLimits;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.RenderedMessages;
import org.signetmail.message.SenderRule;

/** Sends one message to a scripted server. */
abstract class SmtpSending {
    static final Mailbox FROM = new Mailbox("notifications@contoso.example");
    static final String PASSWORD = "canary pass~word";
    static final SmtpCredentials NONE = SmtpCredentials.ofPassword(Optional.empty());
    static final SmtpCredentials BASIC =
            new SmtpCredentials("PLAIN LOGIN", "user", PASSWORD, Optional.empty(), Optional.empty());
    static final SmtpCredentials TOKEN =
            new SmtpCredentials("XOAUTH2", FROM.address(), "canaryToken", Optional.of(Instant.EPOCH), Optional.empty());

    @TempDir
    Path folder;

    final List<Mailbox> recipients =
            List.of(new Mailbox("first@partner.example"), new Mailbox("second@partner.example"));

    Outcome sent(ScriptedSmtp smtp, Duration deadline) {
        return sent(new SmtpEndpoint(smtp.server(), TlsMode.NONE, Trust.JVM, FROM.domain()), NONE, deadline);
    }

    Outcome sent(SmtpEndpoint to, SmtpCredentials signIn, Duration deadline) {
        RenderedMessage mail = RenderedMessages.rendered(
                new SenderRule.Sender(FROM, Optional.empty()), new PlainTextMail(recipients, "s", "t"), Instant.EPOCH);
        try (var client = client(to, signIn, deadline)) {
            return client.deliver(mail);
        }
    }

    static SmtpDeliveryClient client(SmtpEndpoint to, SmtpCredentials signIn, Duration deadline) {
        return new SmtpDeliveryClient(
                to, fresh -> signIn, new SendingLimits(3, 0), new BdatSupport(true), deadline, Clock.systemUTC());
    }

    /** A server that accepts a sign-in. */
    static String acceptingSignIn(String said, String mechanisms) {
        return switch (said.split(" ", -1)[0]) {
            case "EHLO" -> "250-relay.example\r\n250-STARTTLS\r\n250 AUTH " + mechanisms;
            case "AUTH" -> said.contains("LOGIN") ? "334 VXNlcm5hbWU6" : "235 2.7.0 welcome";
            case "STARTTLS" -> "220 go on";
            default ->
                said.matches("[A-Za-z0-9+/=]+") && !said.matches("[A-Z]{4,8}")
                        ? said.equals("dXNlcg==") ? "334 UGFzc3dvcmQ6" : "235 2.7.0 welcome"
                        : ScriptedSmtp.willing(said);
        };
    }

    static Function<String, String> overriding(String command, String reply) {
        return said -> said.startsWith(command) ? reply : ScriptedSmtp.willing(said);
    }

    static String codeOf(Outcome outcome, Class<? extends Outcome> kind) {
        assertThat(outcome).isInstanceOf(kind);
        return outcome instanceof Outcome.Refused refused
                ? refused.symptom().code()
                : ((Outcome.Unknown) outcome).symptom().code();
    }
}
