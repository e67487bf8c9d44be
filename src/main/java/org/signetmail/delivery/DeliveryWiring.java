package org.signetmail.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.graph.GraphDeliveryClient;
import org.signetmail.log.LogEvent;
import org.signetmail.message.DeliveryClient;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.RelayLookup;
import org.signetmail.smtp.BdatSupportByServer;
import org.signetmail.smtp.SmtpDeliveryClient;
import org.signetmail.token.TokenSource;

/** Keeps the pool: makes its carriers, maintains their connections, and closes it at the end. */
@ApplicationScoped
class DeliveryWiring {
    private static final Duration ON_THE_WIRE = Duration.ofSeconds(30);

    @Inject
    TokenSource tokens;

    @Inject
    MailboxLimiters mailboxLimiters;

    @Inject
    OutboundProxy proxy;

    @Inject
    RelayLookup relays;

    @Inject
    Clock clock;

    @Resource
    ManagedScheduledExecutorService executor;

    @SuppressWarnings("NullAway.Init") // Set as soon as the container has injected what it needs.
    private SendQueue sendQueue;

    @SuppressWarnings("NullAway.Init") // Likewise.
    private CloudHttpClient line;

    private @Nullable ScheduledFuture<?> maintenance;

    @PostConstruct
    void start() {
        open(
                ON_THE_WIRE,
                Configuration.current()
                        .value(ConfigurationKey.SMTP_CHUNKING, Boolean.class)
                        .orElse(ConfigurationKey.SMTP_CHUNKING.usualFlag()));
        maintenance = executor.scheduleWithFixedDelay(this::maintainConnections, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Without the maintenance of connections.
     *
     * @param patience what a mail may take on the wire
     */
    void open(Duration patience, boolean chunking) {
        line = CloudHttpClient.pooled(proxy, clock);
        var servers = new BdatSupportByServer(chunking);
        sendQueue = new SendQueue(
                mailboxLimiters,
                wanted -> client(
                        wanted,
                        wanted.keeps() ? tokens : tokens.uncached(),
                        wanted.keeps() ? line : CloudHttpClient.unpooled(proxy, clock),
                        servers,
                        patience));
    }

    SendQueue pool() {
        return sendQueue;
    }

    void maintainConnections() {
        try {
            sendQueue.abortOverdue();
            line.abortOverdue();
            sendQueue.evictIdle(clock.instant());
            line.evictIdle(clock.instant());
        } catch (RuntimeException fault) {
            // Thrown, it would be the last run.
            LogEvent.EVICTION_FAILED.log(fault);
        }
    }

    @PreDestroy
    void stop() {
        if (maintenance != null) {
            maintenance.cancel(false);
        }
        sendQueue.close();
        line.close();
    }

    DeliveryClient client(
            DeliveryClients.Key wanted,
            TokenSource tokens,
            CloudHttpClient line,
            BdatSupportByServer servers,
            Duration patience) {
        MailAccount account = wanted.account();
        Mailbox mailbox = wanted.mailbox();
        if (account instanceof MailAccount.SmtpRelay relay) {
            // A test shows what answers, so it connects to what may be tested, wherever the name leads since it was
            // saved.
            AddressResolver resolver =
                    wanted.test() ? host -> relays.addressesOf(relay.relay().server()) : AddressResolver.SYSTEM;
            return SmtpDeliveryClient.toRelay(relay, mailbox, servers, resolver, patience, clock);
        }
        var microsoft = (MailAccount.Microsoft365) account;
        return microsoft.route() == DeliveryRoute.GRAPH
                ? new GraphDeliveryClient(line, tokens, microsoft.credentials(), mailbox, patience, clock)
                : SmtpDeliveryClient.toExchange(microsoft, mailbox, tokens, servers, patience, clock);
    }
}
