package org.signetmail.mail;

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

/** Sends one mail to a scripted server. */
abstract class SmtpSending {
    static final Mailbox FROM = new Mailbox("notifications@contoso.example");
    static final String PASSWORD = "canary pass~word";
    static final SmtpSignIn NONE = SmtpSignIn.byPassword(Optional.empty());
    static final SmtpSignIn BASIC = new SmtpSignIn("PLAIN LOGIN", "user", PASSWORD, Optional.empty());
    static final SmtpSignIn TOKEN =
            new SmtpSignIn("XOAUTH2", FROM.address(), "canaryToken", Optional.of(Instant.EPOCH));

    @TempDir
    Path folder;

    final List<Mailbox> recipients =
            List.of(new Mailbox("first@partner.example"), new Mailbox("second@partner.example"));

    Outcome sent(ScriptedSmtp smtp, Duration deadline) {
        return sent(
                new SmtpConnection(smtp.server(), TlsMode.NONE, Trust.JVM, FROM.domain(), Clock.systemUTC()),
                NONE,
                deadline);
    }

    Outcome sent(SmtpConnection connection, SmtpSignIn signIn, Duration deadline) {
        RenderedMail mail = MimeLetter.rendered(
                new SenderRule.Sender(FROM, Optional.empty()), new Mail(recipients, "s", "t"), Instant.EPOCH);
        try (var session = new SmtpMailSession(connection, fresh -> signIn, FROM, deadline, Clock.systemUTC())) {
            return session.send(mail);
        }
    }

    static Function<String, String> but(String command, String reply) {
        return said -> said.startsWith(command) ? reply : ScriptedSmtp.willing(said);
    }

    static String codeOf(Outcome outcome, Class<? extends Outcome> kind) {
        assertThat(outcome).isInstanceOf(kind);
        return outcome instanceof Outcome.Refused refused
                ? refused.symptom().code()
                : ((Outcome.Unknown) outcome).symptom().code();
    }
}
