package org.signetmail.settings;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.signetmail.account.TlsMode;

/**
 * What is different between two settings, in the words of the page: each field with its value before and after. Secrets are
 * told by name only.
 */
final class SettingsDiff {
    /** So that one entry of the trail has room for both lists. */
    private static final int FEW = 5;

    /** Characters of one value, for the same reason: a relay's user may have 2,000. */
    private static final int LONGEST = 300;

    private static final String NOTHING = "none";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private final MailSettings before;
    private final MailSettings after;
    private final Clouds clouds;
    private final List<String> words = new ArrayList<>();

    SettingsDiff(MailSettings before, MailSettings after, Clouds clouds) {
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
        text(
                "Secret expires",
                settings -> Optional.ofNullable(settings.secretExpiresOn()).map(DAY::format));
        choice("Delivery route", settings -> settings.route().label());
        text("Host", settings -> relay(settings).map(relay -> relay.server().host()));
        text("Port", settings -> relay(settings).map(relay -> relay.server().port()));
        text("TLS mode", settings -> relay(settings).map(relay -> tls(relay.tls())));
        text("User", MailSettings::relayUser);
        relayPassword.ifPresent(words::add);
        text("System Generated Email", settings -> written(settings.systemMailbox()));
        choice("User Generated Email", settings -> settings.userSender().label());
        list("Further domains", MailSettings::furtherDomains, Domain::name);
        list("Warn these administrators", MailSettings::warned, Mailbox::address);
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

    /** @param value null or empty where the field is not filled in */
    private void text(String label, Function<MailSettings, @Nullable Object> value) {
        if (differs(value)) {
            words.add(label + ": " + shown(value.apply(before)) + " → " + shown(value.apply(after)));
        }
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Optional<?> perhaps) {
            return shown(perhaps.orElse(null));
        }
        String text = value == null ? NOTHING : value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Entries are compared as they were entered: another case is the same mailbox, and still a change to be saved. */
    private <T> void list(String label, Function<MailSettings, List<T>> value, Function<T, String> name) {
        List<String> old = value.apply(before).stream().map(name).toList();
        List<String> now = value.apply(after).stream().map(name).toList();
        if (!old.equals(now)) {
            words.add(label + ": "
                    + (old.size() <= FEW && now.size() <= FEW
                            ? listed(old) + " → " + listed(now)
                            : listed(without(now, old)) + " added, " + listed(without(old, now)) + " removed"));
        }
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(entry -> !others.contains(entry)).toList();
    }

    private static String listed(List<String> entries) {
        String names = entries.stream().limit(FEW).collect(Collectors.joining(", "));
        return entries.isEmpty()
                ? NOTHING
                : names + (entries.size() > FEW ? " and " + (entries.size() - FEW) + " more" : "");
    }

    /** As it was entered. */
    private static @Nullable String written(@Nullable Mailbox mailbox) {
        return mailbox == null ? null : mailbox.address();
    }

    private static String tls(TlsMode mode) {
        return switch (mode) {
            case STARTTLS -> "STARTTLS";
            case IMPLICIT -> "Implicit TLS";
            case NONE -> "No TLS";
        };
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
