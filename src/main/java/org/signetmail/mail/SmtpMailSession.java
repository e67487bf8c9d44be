package org.signetmail.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signetmail.account.Mailbox;
import org.signetmail.token.TokenException;

/** Mail by SMTP submission (RFC 6409): to Exchange with a token, or to a relay. */
final class SmtpMailSession implements MailSession {
    private static final int SIGN_IN_REFUSED = 535;

    private final SmtpConnection connection;
    private final SignInSource source;
    private final Mailbox mailbox;
    private final Duration deadline;
    private final Clock clock;

    SmtpMailSession(SmtpConnection connection, SignInSource source, Mailbox mailbox, Duration deadline, Clock clock) {
        this.connection = connection;
        this.source = source;
        this.mailbox = mailbox;
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    public Outcome send(RenderedMail mail) {
        Instant startedAt = clock.instant();
        try {
            Deadline end = connection.isOpen() ? Deadline.in(deadline) : opened(startedAt);
            String reply = connection.deliver(mail, mailbox, end);
            Instant at = clock.instant();
            return new Outcome.Accepted(mail.from(), at, Duration.between(startedAt, at), connection.host(), reply);
        } catch (TokenException none) {
            return new Outcome.Refused(mail.from(), clock.instant(), none.symptom());
        } catch (SmtpFailure failure) {
            connection.close();
            return failure.outcomeKnown()
                    ? new Outcome.Refused(mail.from(), clock.instant(), failure.symptom())
                    : new Outcome.Unknown(mail.from(), clock.instant(), failure.symptom());
        }
    }

    /** Opens; a refused token that was remembered is replaced once. The deadline starts when there is something to sign in with. */
    private Deadline opened(Instant startedAt) throws TokenException, SmtpFailure {
        SmtpSignIn signIn = source.signIn(false);
        Deadline end = Deadline.in(deadline);
        try {
            connection.open(signIn, end);
            return end;
        } catch (SmtpFailure failure) {
            if (failure.symptom().status() != SIGN_IN_REFUSED || !signIn.isOlderThan(startedAt)) {
                throw failure;
            }
        }
        SmtpSignIn fresh = source.signIn(true);
        Deadline newEnd = Deadline.in(deadline);
        connection.open(fresh, newEnd);
        return newEnd;
    }

    @Override
    public void close() {
        connection.close();
    }
}
