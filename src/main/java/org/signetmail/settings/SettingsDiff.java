package org.signetmail.settings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Clouds;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DayFormat;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.TlsMode;
import org.signetmail.account.UserSender;
import org.signetmail.settings.MailSettings.Setting;
import org.signetmail.text.Messages;

/**
 * The difference between two settings, with the page's labels and the values before and after. Secrets appear by name
 * only.
 */
final class SettingsDiff {
    /** Maximum number of listed entries, so that both lists fit into one audit entry. */
    private static final int MAX_ENTRIES = 5;

    /** Maximum characters of one value, for the same reason: a relay's user name may have 2,000. */
    private static final int MAX_VALUE_LENGTH = 300;

    private final MailSettings before;
    private final MailSettings after;
    private final Clouds clouds;
    private final List<String> phrases = new ArrayList<>();

    SettingsDiff(MailSettings before, MailSettings after, Clouds clouds) {
        this.before = before;
        this.after = after;
        this.clouds = clouds;
    }

    /**
     * Returns one phrase per changed field, in the order of the page.
     *
     * @param clientSecret phrase about the client secret, if it changed
     * @param relayPassword likewise
     */
    List<String> phrases(Optional<String> clientSecret, Optional<String> relayPassword) {
        for (Setting setting : Setting.values()) {
            add(setting);
            if (setting == Setting.TENANT_ID) {
                clientSecret.ifPresent(phrases::add);
            } else if (setting == Setting.USER) {
                relayPassword.ifPresent(phrases::add);
            }
        }
        return List.copyOf(phrases);
    }

    /** Compares what was entered: a different case names the same mailbox, but is still a change to save. */
    private void add(Setting setting) {
        Object old = setting.of(before);
        Object now = setting.of(after);
        if (old instanceof List<?> olds && now instanceof List<?> news) {
            list(
                    setting.label(),
                    olds.stream().map(Object::toString).toList(),
                    news.stream().map(Object::toString).toList());
        } else if (setting == Setting.CUSTOM_SERVER) {
            if (!Objects.equals(old, now)) {
                phrases.add(Messages.text(
                        after.customServer() ? "settings.change.on" : "settings.change.off", setting.label()));
            }
        } else if (!Objects.equals(text(setting, old), text(setting, now))) {
            phrases.add(Messages.text(
                    "settings.change.value", setting.label(), shown(text(setting, old)), shown(text(setting, now))));
        }
    }

    private @Nullable String text(Setting setting, @Nullable Object value) {
        if (value instanceof AuthenticationType type) {
            return type.label();
        }
        if (value instanceof DeliveryRoute route) {
            return route.label();
        }
        if (value instanceof CredentialKind kind) {
            return kind.label();
        }
        if (value instanceof UserSender sender) {
            return sender.label();
        }
        if (value instanceof TlsMode mode) {
            return mode.label();
        }
        if (value instanceof LocalDate day) {
            return DayFormat.of(day);
        }
        String text = value == null ? null : value.toString();
        return setting == Setting.CLOUD && text != null ? cloud(text) : text;
    }

    /** Whether a test of the credentials says nothing about them any more. */
    boolean touchesCredentials() {
        return differs(MailSettings::type)
                || differs(MailSettings::application)
                || differs(MailSettings::credentialKind)
                || differs(MailSettings::relay)
                || differs(MailSettings::relayUser);
    }

    /** Whether the change invalidates an earlier accepted message as a sign of working mail. */
    boolean touchesDelivery() {
        return touchesCredentials()
                || differs(MailSettings::customServer)
                || differs(MailSettings::route)
                || differs(MailSettings::systemMailbox);
    }

    private static String shown(@Nullable String value) {
        String text = value == null ? nothing() : value;
        return text.length() > MAX_VALUE_LENGTH ? text.substring(0, MAX_VALUE_LENGTH) + "…" : text;
    }

    private void list(String label, List<String> old, List<String> now) {
        if (!old.equals(now)) {
            phrases.add(
                    old.size() <= MAX_ENTRIES && now.size() <= MAX_ENTRIES
                            ? Messages.text("settings.change.value", label, join(old), join(now))
                            : Messages.text(
                                    "settings.change.list", label, join(without(now, old)), join(without(old, now))));
        }
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(entry -> !others.contains(entry)).toList();
    }

    private static String join(List<String> entries) {
        String names = entries.stream().limit(MAX_ENTRIES).collect(Collectors.joining(", "));
        if (entries.size() > MAX_ENTRIES) {
            return Messages.text("settings.change.more", names, entries.size() - MAX_ENTRIES);
        }
        return entries.isEmpty() ? nothing() : names;
    }

    private static String nothing() {
        return Messages.text("settings.change.nothing");
    }

    private boolean differs(Function<MailSettings, ? extends @Nullable Object> value) {
        return !Objects.equals(value.apply(before), value.apply(after));
    }

    private String cloud(String id) {
        return clouds.find(id).map(cloud -> cloud.label()).orElse(id);
    }
}
