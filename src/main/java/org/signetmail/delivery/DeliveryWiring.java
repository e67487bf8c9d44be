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

/** Creates the send queue and its delivery clients, maintains their connections, and closes them at shutdown. */
@ApplicationScoped
class DeliveryWiring {
    private static final Duration SUBMISSION_TIMEOUT = Duration.ofSeconds(30);

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

    @SuppressWarnings("NullAway.Init") // Set in start(), once the container has injected the rest.
    private SendQueue sendQueue;

    @SuppressWarnings("NullAway.Init") // Likewise.
    private CloudHttpClient http;

    private @Nullable ScheduledFuture<?> maintenance;

    @PostConstruct
    void start() {
        open(
                SUBMISSION_TIMEOUT,
                Configuration.current()
                        .value(ConfigurationKey.SMTP_CHUNKING, Boolean.class)
                        .orElse(ConfigurationKey.SMTP_CHUNKING.usualFlag()));
        maintenance = executor.scheduleWithFixedDelay(this::maintainConnections, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Creates the send queue without scheduling the maintenance of its connections.
     *
     * @param timeout of one submission
     */
    void open(Duration timeout, boolean chunking) {
        http = CloudHttpClient.pooled(proxy, clock);
        var servers = new BdatSupportByServer(chunking);
        sendQueue = new SendQueue(
                mailboxLimiters,
                key -> client(
                        key,
                        key.pooled() ? tokens : tokens.uncached(),
                        key.pooled() ? http : CloudHttpClient.unpooled(proxy, clock),
                        servers,
                        timeout));
    }

    SendQueue queue() {
        return sendQueue;
    }

    void maintainConnections() {
        try {
            sendQueue.abortOverdue();
            http.abortOverdue();
            sendQueue.evictIdle(clock.instant());
            http.evictIdle(clock.instant());
        } catch (RuntimeException fault) {
            // An exception would cancel all further runs.
            LogEvent.EVICTION_FAILED.log(fault);
        }
    }

    @PreDestroy
    void stop() {
        if (maintenance != null) {
            maintenance.cancel(false);
        }
        sendQueue.close();
        http.close();
    }

    DeliveryClient client(
            DeliveryClients.Key key,
            TokenSource tokens,
            CloudHttpClient http,
            BdatSupportByServer servers,
            Duration timeout) {
        MailAccount account = key.account();
        Mailbox mailbox = key.mailbox();
        if (account instanceof MailAccount.SmtpRelay relay) {
            // A test shows the replies of the server, so it connects to allowed addresses only, even if the name
            // resolves to others since it was saved.
            AddressResolver resolver =
                    key.test() ? host -> relays.addressesOf(relay.relay().server()) : AddressResolver.SYSTEM;
            return SmtpDeliveryClient.toRelay(relay, mailbox, servers, resolver, timeout, clock);
        }
        var microsoft = (MailAccount.Microsoft365) account;
        return microsoft.route() == DeliveryRoute.GRAPH
                ? new GraphDeliveryClient(http, tokens, microsoft.credentials(), mailbox, timeout, clock)
                : SmtpDeliveryClient.toExchange(microsoft, mailbox, tokens, servers, timeout, clock);
    }
}
