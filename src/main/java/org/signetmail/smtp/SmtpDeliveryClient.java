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
import org.signetmail.message.HandOver;
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
 * Delivers messages by SMTP submission (RFC 6409): to Exchange with a token, or to a relay. Keeps connections open
 * between messages.
 *
 * <p>A connection expires with the token that it signed in with. It is replaced before the next message, never
 * during one.
 */
public final class SmtpDeliveryClient implements DeliveryClient {
    /**
     * Exchange Online's limits per mailbox: concurrent submissions and messages per minute.
     *
     * @see <a href="https://learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements">Improvements in
     *     SMTP authenticated submission</a>
     */
    private static final SendingLimits EXCHANGE = new SendingLimits(3, 30);

    /** A relay's limits are unknown; 0 means no rate limit. */
    private static final SendingLimits RELAY = new SendingLimits(16, 0);

    /** Longer than the pause between two messages of a batch, shorter than servers' idle timeouts of minutes. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(60);

    private static final int SIGN_IN_REFUSED = 535;

    private final SmtpEndpoint to;
    private final CredentialsSource source;
    private final SendingLimits limits;
    private final BdatSupport bdatSupport;
    private final Duration timeout;
    private final Clock clock;
    private final ConnectionPool<SmtpEndpoint, SmtpConnection> pool;

    SmtpDeliveryClient(
            SmtpEndpoint to,
            CredentialsSource source,
            SendingLimits limits,
            BdatSupport bdatSupport,
            Duration timeout,
            Clock clock) {
        this.to = to;
        this.source = source;
        this.limits = limits;
        this.bdatSupport = bdatSupport;
        this.timeout = timeout;
        this.clock = clock;
        pool = new ConnectionPool<>(MAX_IDLE, clock);
    }

    /**
     * To Exchange, signed in to the mailbox with a token.
     *
     * @param timeout for connecting and again for delivering, the request for a token excluded
     */
    public static SmtpDeliveryClient toExchange(
            MailAccount.Microsoft365 account,
            Mailbox mailbox,
            TokenSource tokens,
            BdatSupportByServer servers,
            Duration timeout,
            Clock clock) {
        var cloud = account.credentials().application().cloud();
        CredentialsSource source = fresh -> SmtpCredentials.ofToken(
                mailbox,
                fresh
                        ? tokens.freshTokenFor(account.credentials(), DeliveryRoute.SMTP)
                        : tokens.tokenFor(account.credentials(), DeliveryRoute.SMTP));
        var to = new SmtpEndpoint(cloud.smtp(), TlsMode.STARTTLS, cloud.trust(), mailbox.domain());
        return new SmtpDeliveryClient(to, source, EXCHANGE, servers.of(cloud.smtp()), timeout, clock);
    }

    /**
     * To a relay.
     *
     * @param resolver may refuse by {@link RelayNotAllowed}
     * @param timeout for connecting and again for delivering
     */
    public static SmtpDeliveryClient toRelay(
            MailAccount.SmtpRelay account,
            Mailbox mailbox,
            BdatSupportByServer servers,
            AddressResolver resolver,
            Duration timeout,
            Clock clock) {
        var relay = account.relay();
        var to = new SmtpEndpoint(relay.server(), relay.tls(), Trust.JVM, mailbox.domain(), resolver);
        SmtpCredentials credentials = SmtpCredentials.ofPassword(account.login());
        return new SmtpDeliveryClient(to, fresh -> credentials, RELAY, servers.of(relay.server()), timeout, clock);
    }

    @Override
    public SendingLimits limits() {
        return limits;
    }

    @Override
    public Outcome deliver(RenderedMessage mail, HandOver handOver) {
        Instant startedAt = clock.instant();
        try {
            String reply = submit(mail, startedAt, handOver.within(HandOver.LONGEST));
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

    /**
     * If the server does not know BDAT, sends the message again by DATA, on a new connection that has seen no part
     * of it.
     */
    private String submit(RenderedMessage mail, Instant startedAt, HandOver handOver)
            throws TokenException, SmtpFailure {
        try {
            Optional<PooledConnection<SmtpEndpoint, SmtpConnection>> idle = pool.acquire(to, Deadline.in(timeout));
            return submit(mail, idle.isPresent() ? idle.get() : openConnection(startedAt), handOver);
        } catch (BdatNotSupported notKnown) {
            bdatSupport.disable();
        }
        try {
            return submit(mail, openConnection(startedAt), handOver);
        } catch (BdatNotSupported impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String submit(
            RenderedMessage mail, PooledConnection<SmtpEndpoint, SmtpConnection> pooled, HandOver handOver)
            throws SmtpFailure, BdatNotSupported {
        boolean succeeded = false;
        try {
            // A full timeout for the message, whatever connecting took.
            pooled.connection().extendDeadline(Deadline.in(timeout));
            String reply = pooled.connection().deliver(mail, bdatSupport, handOver);
            succeeded = true;
            return reply;
        } finally {
            if (succeeded) {
                pool.release(pooled);
            } else {
                pool.discard(pooled);
            }
        }
    }

    /** Opens a connection; replaces a refused cached token once. */
    private PooledConnection<SmtpEndpoint, SmtpConnection> openConnection(Instant startedAt)
            throws TokenException, SmtpFailure {
        SmtpCredentials credentials = source.credentials(false);
        try {
            return openConnection(credentials);
        } catch (SmtpFailure failure) {
            if (failure.symptom().status() != SIGN_IN_REFUSED || !credentials.isOlderThan(startedAt)) {
                throw failure;
            }
        }
        return openConnection(source.credentials(true));
    }

    private PooledConnection<SmtpEndpoint, SmtpConnection> openConnection(SmtpCredentials credentials)
            throws SmtpFailure {
        return pool.add(to, connect(credentials), credentials.expiresAt().orElse(Instant.MAX));
    }

    private SmtpConnection connect(SmtpCredentials credentials) throws SmtpFailure {
        try {
            return SmtpConnection.open(to, credentials, Deadline.in(timeout), clock);
        } catch (RelayNotAllowed refused) { // Scope MESSAGE: other messages continue.
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
