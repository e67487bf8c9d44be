package org.signetmail.smtp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Symptom;
import org.signetmail.account.Trust;
import org.signetmail.letter.OwnClassLoader;
import org.signetmail.wire.Deadline;

/** Knocks at an SMTP relay: connects, agrees on TLS, signs in, says NOOP, hangs up. No mail is handed over. */
@ApplicationScoped
public class RelayProbe {
    private static final Duration DEADLINE = Duration.ofSeconds(14);
    /** No mail, so no sender's domain: the relay hears our address. */
    private static final String NO_DOMAIN = "";

    @Inject
    Clock clock;

    /** What went wrong, or empty when the relay is ready for mail. At most 15 seconds. */
    public Optional<Symptom> knock(MailAccount.SmtpRelay account) {
        ClassLoader before = OwnClassLoader.enter();
        try {
            return knocked(account);
        } finally {
            OwnClassLoader.leave(before);
        }
    }

    private Optional<Symptom> knocked(MailAccount.SmtpRelay account) {
        var relay = account.relay();
        Deadline end = Deadline.in(DEADLINE);
        var to = new SmtpDestination(relay.server(), relay.tls(), Trust.JVM, NO_DOMAIN);
        try (var connection = SmtpConnection.open(to, SmtpSignIn.byPassword(account.login()), end, clock)) {
            connection.noop(end);
            return Optional.empty();
        } catch (SmtpFailure failure) {
            return Optional.of(failure.symptom());
        }
    }
}
