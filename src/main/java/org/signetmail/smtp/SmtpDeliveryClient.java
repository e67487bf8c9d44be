package org.signetmail.smtp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.RelayNotAllowed;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.message.DeliveryClient;
import org.signetmail.message.Outcome;
import org.signetmail.message.RefusalScope;
import org.signetmail.message.RenderedMessage;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.ConnectionPool;
import org.signetmail.net.Deadline;
import org.signetmail.net.PooledConnection;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/**
 * Mail by SMTP submission (RFC 6409): to Exchange with a token, or to a relay. Keeps connections open between mails.
 *
 * <p>A connection ends with the token that it signed in with, at the next mail and never under one.
 */
public final class SmtpDeliveryClient implements DeliveryClient {
    /**
     * Submissions at once and mails a minute of one mailbox.
     *
     * @see <a href="https://learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements">Improvements in
     *     SMTP authenticated submission</a>
     */
    private static final SendingLimits EXCHANGE = new SendingLimits(3, 30);

    /** A relay's limits are not known. */
    private static final SendingLimits RELAY = new SendingLimits(16, 0);

    /** Longer than a pause between two mails of one piece of work; servers hang up after minutes. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(60);

    private static final int SIGN_IN_REFUSED = 535;

    private final SmtpEndpoint to;
    private final CredentialsSource source;
    private final SendingLimits allowance;
    private final BdatSupport bdatSupport;
    private final Duration timeout;
    private final Clock clock;
    private final ConnectionPool<SmtpEndpoint, SmtpConnection> pool;

    SmtpDeliveryClient(
            SmtpEndpoint to,
            CredentialsSource source,
            SendingLimits allowance,
            BdatSupport bdatSupport,
            Duration patience,
            Clock clock) {
        this.to = to;
        this.source = source;
        this.allowance = allowance;
        this.bdatSupport = bdatSupport;
        this.timeout = patience;
        this.clock = clock;
        pool = new ConnectionPool<>(MAX_IDLE, clock);
    }

    /**
     * To Exchange, signed in to the mailbox with a token.
     *
     * @param patience what a mail may take once there is a token
     */
    public static SmtpDeliveryClient toExchange(
            MailAccount.Microsoft365 account,
            Mailbox mailbox,
            TokenSource tokens,
            BdatSupportByServer servers,
            Duration patience,
            Clock clock) {
        var cloud = account.credentials().application().cloud();
        CredentialsSource source = fresh -> SmtpCredentials.byToken(
                mailbox,
                fresh
                        ? tokens.freshTokenFor(account.credentials(), DeliveryRoute.SMTP)
                        : tokens.tokenFor(account.credentials(), DeliveryRoute.SMTP));
        var to = new SmtpEndpoint(cloud.smtp(), TlsMode.STARTTLS, cloud.trust(), mailbox.domain());
        return new SmtpDeliveryClient(to, source, EXCHANGE, servers.chunkingOf(cloud.smtp()), patience, clock);
    }

    /**
     * To a relay.
     *
     * @param resolver may refuse by {@link RelayNotAllowed}
     * @param patience what a mail may take
     */
    public static SmtpDeliveryClient toRelay(
            MailAccount.SmtpRelay account,
            Mailbox mailbox,
            BdatSupportByServer servers,
            AddressResolver resolver,
            Duration patience,
            Clock clock) {
        var relay = account.relay();
        var to = new SmtpEndpoint(relay.server(), relay.tls(), Trust.JVM, mailbox.domain(), resolver);
        SmtpCredentials signIn = SmtpCredentials.byPassword(account.login());
        return new SmtpDeliveryClient(to, fresh -> signIn, RELAY, servers.chunkingOf(relay.server()), patience, clock);
    }

    @Override
    public SendingLimits limits() {
        return allowance;
    }

    @Override
    public Outcome deliver(RenderedMessage mail) {
        Instant startedAt = clock.instant();
        try {
            String reply = delivered(mail, startedAt);
            Instant at = clock.instant();
            return new Outcome.Accepted(
                    mail.from(),
                    mail.messageId(),
                    Receipt.messageId(reply, mail.messageId()),
                    at,
                    Duration.between(startedAt, at),
                    to.server().host(),
                    reply);
        } catch (TokenException none) {
            return new SmtpFailure(none.symptom(), true).outcome(mail, clock.instant());
        } catch (SmtpFailure failure) {
            return failure.outcome(mail, clock.instant());
        }
    }

    /** A server that does not know BDAT gets the mail again, with DATA and on a connection that has not heard half of it. */
    private String delivered(RenderedMessage mail, Instant startedAt) throws TokenException, SmtpFailure {
        try {
            Optional<PooledConnection<SmtpEndpoint, SmtpConnection>> idle = pool.acquire(to, Deadline.in(timeout));
            return delivered(mail, idle.isPresent() ? idle.get() : opened(startedAt));
        } catch (BdatNotSupported notKnown) {
            bdatSupport.refused();
        }
        try {
            return delivered(mail, opened(startedAt));
        } catch (BdatNotSupported impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String delivered(RenderedMessage mail, PooledConnection<SmtpEndpoint, SmtpConnection> pooled)
            throws SmtpFailure, BdatNotSupported {
        boolean fine = false;
        try {
            pooled.connection().extendDeadline(Deadline.in(timeout)); // A time of its own for the mail.
            String reply = pooled.connection().deliver(mail, bdatSupport);
            fine = true;
            return reply;
        } finally {
            if (fine) {
                pool.release(pooled);
            } else {
                pool.discard(pooled);
            }
        }
    }

    /** A new connection; a refused token that was remembered is replaced once. */
    private PooledConnection<SmtpEndpoint, SmtpConnection> opened(Instant startedAt)
            throws TokenException, SmtpFailure {
        SmtpCredentials signIn = source.credentials(false);
        try {
            return opened(signIn);
        } catch (SmtpFailure failure) {
            if (failure.symptom().status() != SIGN_IN_REFUSED || !signIn.isOlderThan(startedAt)) {
                throw failure;
            }
        }
        return opened(source.credentials(true));
    }

    private PooledConnection<SmtpEndpoint, SmtpConnection> opened(SmtpCredentials signIn) throws SmtpFailure {
        return pool.add(to, connected(signIn), signIn.until().orElse(Instant.MAX));
    }

    private SmtpConnection connected(SmtpCredentials signIn) throws SmtpFailure {
        try {
            return SmtpConnection.open(to, signIn, Deadline.in(timeout), clock);
        } catch (RelayNotAllowed refused) { // Of a test: other mail goes on.
            throw new SmtpFailure(RelayRefusal.of(to.server(), clock.instant()), RefusalScope.MESSAGE, List.of());
        }
    }

    @Override
    public void abortOverdue() {
        pool.abortOverdue();
    }

    @Override
    public void evictIdle(Instant now) {
        pool.evictIdle(now);
    }

    @Override
    public boolean isIdle() {
        return pool.isEmpty();
    }

    @Override
    public void close() {
        pool.close();
    }
}
