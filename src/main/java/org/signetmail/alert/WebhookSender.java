package org.signetmail.alert;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.signetmail.account.Configuration;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.Trust;
import org.signetmail.account.WebhookAllowList;
import org.signetmail.log.LogEvent;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.net.HttpCall;
import org.signetmail.net.HttpReply;
import org.signetmail.net.NoReply;
import org.signetmail.text.Messages;

/**
 * Posts to a webhook: by https, without following redirects, to allowed addresses only. The name is resolved once, and
 * the connection goes to the addresses that were judged. Of the reply only its status is used: its text would show an
 * administrator what runs at that address.
 */
@ApplicationScoped
class WebhookSender {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Inject
    OutboundProxy proxy;

    @Inject
    Clock clock;

    private Trust trust = Trust.JVM;
    private AddressResolver resolver = AddressResolver.SYSTEM;
    private WebhookAllowList allowed = WebhookAllowList.DEFAULT;

    /** Reads the operator's list; an invalid entry allows nothing and is logged. */
    @PostConstruct
    void configure() {
        allowed = Configuration.current()
                .text(WebhookAllowList.KEY)
                .map(WebhookAllowList::of)
                .orElse(WebhookAllowList.DEFAULT);
        for (String entry : allowed.notUnderstood()) {
            LogEvent.WEBHOOK_HOSTS_NOT_UNDERSTOOD
                    .with("key", WebhookAllowList.KEY)
                    .with("entry", entry)
                    .log();
        }
    }

    void configure(Trust authorities, AddressResolver names, WebhookAllowList hosts) {
        trust = authorities;
        resolver = names;
        allowed = hosts;
    }

    /**
     * Refuses a target at addresses that are not allowed.
     *
     * @throws InvalidInput if it may not be connected to; a name without an address may be saved
     */
    void requireAllowed(WebhookTarget target) {
        try {
            addressesOf(target);
        } catch (UnknownHostException nothingToConnectTo) {
            // Saving must not depend on a working name server; behind a proxy only the proxy may know the name.
        }
    }

    private List<InetAddress> addressesOf(WebhookTarget target) throws UnknownHostException {
        List<InetAddress> found = List.copyOf(resolver.addressesOf(target.host()));
        if (!allowed.allows(target.host(), target.port(), found)) {
            throw InvalidInput.of("alert.webhook.notAllowed", WebhookAllowList.KEY);
        }
        return found;
    }

    Attempt post(Webhook webhook, WebhookForm form, Alert alert) {
        WebhookTarget target = webhook.target();
        byte[] body = form.body(alert);
        Instant now = clock.instant();
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Signet-Timestamp", Long.toString(now.getEpochSecond()));
        webhook.secret().ifPresent(key -> headers.put("Signet-Signature", "v1=" + key.signature(now, body)));
        try {
            HttpReply reply =
                    client(target).call(Peer.SIGNET, trust, HttpCall.post(target.url(), headers, body), TIMEOUT);
            return reply.status() >= 200 && reply.status() < 300
                    ? Attempt.ACCEPTED
                    : Attempt.refused(Messages.text("alert.webhook.status", reply.status(), target.origin()));
        } catch (NoReply failed) {
            String words = failed.symptom().code() + " " + failed.symptom().words();
            return failed.handedOver() ? Attempt.unknown(words) : Attempt.refused(words);
        } catch (InvalidInput notAllowed) {
            return Attempt.refused(String.valueOf(notAllowed.getMessage()));
        }
    }

    private CloudHttpClient client(WebhookTarget target) {
        if (proxy.address().isEmpty()) {
            return CloudHttpClient.direct(host -> addressesOf(target), clock);
        }
        requireAllowed(target); // The proxy resolves the name itself.
        return CloudHttpClient.unpooled(proxy, clock);
    }
}
