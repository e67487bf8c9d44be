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
import org.signetmail.account.DayFormat;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.TlsMode;
import org.signetmail.account.UserSender;
import org.signetmail.settings.MailSettings.Setting;

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
        for (Setting setting : Setting.values()) {
            tell(setting);
            if (setting == Setting.TENANT_ID) {
                clientSecret.ifPresent(words::add);
            } else if (setting == Setting.USER) {
                relayPassword.ifPresent(words::add);
            }
        }
        return List.copyOf(words);
    }

    /** Told is what was entered: another case is the same mailbox, and still a change to be saved. */
    private void tell(Setting setting) {
        Object old = setting.of(before);
        Object now = setting.of(after);
        if (old instanceof List<?> olds && now instanceof List<?> news) {
            list(
                    setting.label(),
                    olds.stream().map(Object::toString).toList(),
                    news.stream().map(Object::toString).toList());
        } else if (setting == Setting.CUSTOM_SERVER) {
            if (!Objects.equals(old, now)) {
                words.add(setting.label() + " turned " + (after.customServer() ? "on" : "off"));
            }
        } else if (!Objects.equals(text(setting, old), text(setting, now))) {
            words.add(setting.label() + ": " + shown(text(setting, old)) + " → " + shown(text(setting, now)));
        }
    }

    private @Nullable String text(Setting setting, @Nullable Object value) {
        if (value instanceof AuthenticationType type) {
            return type.label();
        }
        if (value instanceof DeliveryRoute route) {
            return route.label();
        }
        if (value instanceof UserSender sender) {
            return sender.label();
        }
        if (value instanceof TlsMode mode) {
            return tls(mode);
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

    private static String shown(@Nullable String value) {
        String text = value == null ? NOTHING : value;
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private void list(String label, List<String> old, List<String> now) {
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

    private String cloud(String id) {
        return clouds.find(id).map(cloud -> cloud.label()).orElse(id);
    }
}
