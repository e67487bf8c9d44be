package org.signetmail.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Clouds;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;

/**
 * What is different between two settings, in the words of the page. Choices and domains are told with both values, texts by
 * name only.
 */
final class Difference {
    /** So that the trail has room for both lists. */
    private static final int FEW = 5;

    private final MailSettings before;
    private final MailSettings after;
    private final Clouds clouds;
    private final List<String> words = new ArrayList<>();

    Difference(MailSettings before, MailSettings after, Clouds clouds) {
        this.before = before;
        this.after = after;
        this.clouds = clouds;
    }

    /**
     * One phrase a field, in the order of the page.
     *
     * @param clientSecret what became of the client secret, if anything
     * @param relayPassword likewise
     */
    List<String> words(Optional<String> clientSecret, Optional<String> relayPassword) {
        if (before.customServer() != after.customServer()) {
            words.add("Custom SMTP Server turned " + (after.customServer() ? "on" : "off"));
        }
        choice("Authentication Type", settings -> settings.type().label());
        choice("Cloud", this::cloud);
        text("Client ID", settings -> settings.registration().map(ApplicationRegistration::client));
        text("Tenant ID", settings -> settings.registration().map(ApplicationRegistration::tenant));
        clientSecret.ifPresent(words::add);
        text("Secret expires", MailSettings::secretExpiresOn);
        choice("Delivery route", settings -> settings.route().label());
        text("Host", settings -> relay(settings).map(relay -> relay.server().host()));
        text("Port", settings -> relay(settings).map(relay -> relay.server().port()));
        text("TLS mode", settings -> relay(settings).map(Relay::tls));
        text("User", MailSettings::relayUser);
        relayPassword.ifPresent(words::add);
        text("System Generated Email", settings -> written(settings.systemMailbox()));
        choice("User Generated Email", settings -> settings.userSender().label());
        furtherDomains();
        text(
                "Warn these administrators",
                settings -> settings.warned().stream().map(Difference::written).toList());
        return List.copyOf(words);
    }

    /** Whether a test of the credentials says nothing about them any more. */
    boolean touchesCredentials() {
        return differs(MailSettings::type)
                || differs(MailSettings::application)
                || differs(MailSettings::relay)
                || differs(MailSettings::relayUser);
    }

    /** Whether an accepted mail says nothing about the next one any more. */
    boolean touchesDelivery() {
        return touchesCredentials()
                || differs(MailSettings::customServer)
                || differs(MailSettings::route)
                || differs(MailSettings::systemMailbox);
    }

    private void choice(String label, Function<MailSettings, String> value) {
        if (differs(value)) {
            words.add(label + ": " + value.apply(before) + " → " + value.apply(after));
        }
    }

    private void text(String label, Function<MailSettings, @Nullable Object> value) {
        if (differs(value)) {
            words.add(label);
        }
    }

    private void furtherDomains() {
        List<Domain> old = before.furtherDomains();
        List<Domain> now = after.furtherDomains();
        if (differs(MailSettings::furtherDomains)) {
            words.add("Further domains: "
                    + (old.size() <= FEW && now.size() <= FEW
                            ? listed(old) + " → " + listed(now)
                            : listed(without(now, old)) + " added, " + listed(without(old, now)) + " removed"));
        }
    }

    /** As it was entered: another case is the same mailbox, and still a change to be saved. */
    private static @Nullable String written(@Nullable Mailbox mailbox) {
        return mailbox == null ? null : mailbox.address();
    }

    private static List<Domain> without(List<Domain> some, List<Domain> others) {
        return some.stream().filter(domain -> !others.contains(domain)).toList();
    }

    private static String listed(List<Domain> domains) {
        String names = domains.stream().limit(FEW).map(Domain::name).collect(Collectors.joining(", "));
        return domains.isEmpty()
                ? "none"
                : names + (domains.size() > FEW ? " and " + (domains.size() - FEW) + " more" : "");
    }

    private boolean differs(Function<MailSettings, ? extends @Nullable Object> value) {
        return !Objects.equals(value.apply(before), value.apply(after));
    }

    private String cloud(MailSettings settings) {
        return clouds.find(settings.cloudId()).map(cloud -> cloud.label()).orElse(settings.cloudId());
    }

    private static Optional<Relay> relay(MailSettings settings) {
        return Optional.ofNullable(settings.relay());
    }
}
