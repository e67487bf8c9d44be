package org.signetmail.web;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.TlsMode;
import org.signetmail.account.UserSender;
import org.signetmail.expiry.ExpiryNotices;
import org.signetmail.expiry.ExpiryStage;
import org.signetmail.expiry.SecretExpiry;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.SecretInfo;
import org.signetmail.signin.AdministratorsOnly;

/** What stands beside the fields: the choices, the errors, what was changed, what is stored. */
@Named
@RequestScoped
@AdministratorsOnly
public class FieldsView {
    @Inject
    SettingsPage page;

    @Inject
    SavedState saved;

    @Inject
    FormState formState;

    @Inject
    Clouds clouds;

    @Inject
    ExpiryNotices expiry;

    @Inject
    Clock clock;

    /** Id and label of every cloud on offer, and of the saved one where that is not on offer any more. */
    public Map<String, String> getClouds() {
        Map<String, String> labels = clouds.all().stream()
                .collect(Collectors.toMap(Cloud::label, Cloud::id, (first, second) -> first, LinkedHashMap::new));
        String chosen = page.form().get(Field.CLOUD);
        if (clouds.find(chosen).isEmpty()) {
            labels.put(chosen + " (not offered any more)", chosen);
        }
        return labels;
    }

    /** A sentence for each field that can't be right, by the field's id. */
    public Map<String, String> getErrors() {
        return errors().entrySet().stream()
                .collect(Collectors.toMap(error -> error.getKey().id(), Map.Entry::getValue));
    }

    /** With what is only suspicious, so that it keeps nobody from testing and saving. */
    private Map<Field, String> errors() {
        var errors = new EnumMap<Field, String>(Field.class);
        if (formState.secretIdTyped(page)) {
            errors.put(
                    Field.CLIENT_SECRET,
                    "This has the shape of a Secret ID. Paste the Value, which stands in the column to its left.");
        }
        errors.putAll(page.errors());
        return errors;
    }

    /** What a changed field said when it was saved, by the field's id; nothing before the first save. */
    public Map<String, String> getWas() {
        if (page.version() == 0) {
            return Map.of();
        }
        return page.meant()
                .differencesFrom(page.base())
                .collect(Collectors.toMap(
                        Field::id, field -> spoken(field, page.base().get(field))));
    }

    /** The labels of the changed fields, for the note at the test that does not use them. */
    public String getChangedLabels() {
        Stream<Field> secret = formState.secretTyped(page)
                ? Stream.of(page.type() == AuthenticationType.OAUTH2 ? Field.CLIENT_SECRET : Field.PASSWORD)
                : Stream.empty();
        return Stream.concat(page.meant().differencesFrom(page.base()), secret)
                .map(Field::label)
                .collect(Collectors.joining(", "));
    }

    /** The ids of the fields with an error, for marking them. */
    public String getWrongFields() {
        return errors().keySet().stream().map(Field::id).collect(Collectors.joining(" "));
    }

    /** The stored secret that the page speaks of: the client secret, or the relay's password. */
    public boolean isStored() {
        return stored() != null;
    }

    /** Whether a secret can be typed now. */
    public boolean isSecretTypable() {
        return formState.secretTypable(page);
    }

    public String getStoredLine() {
        SecretInfo secret = stored();
        if (secret == null) {
            return "";
        }
        String added = "Added " + Formats.day(secret.addedAt()) + " by " + secret.addedBy();
        LocalDate expires = saved.settings().secretExpiresOn();
        if (page.type() != AuthenticationType.OAUTH2) {
            return added;
        }
        if (expires == null) {
            return added + ", expiry date unknown";
        }
        var expiry = new SecretExpiry(expires);
        return added
                + switch (expiry.stage(clock.instant())) {
                    case UNKNOWN, FAR -> ", expires " + Formats.day(expires);
                    case NEAR, CLOSE, LAST ->
                        ", expires " + Formats.day(expires) + ", " + expiry.until(clock.instant());
                    case PAST -> ", expired " + Formats.day(expires);
                };
    }

    public boolean isStoredSecretNearItsEnd() {
        return page.type() == AuthenticationType.OAUTH2
                && isNear(new SecretExpiry(saved.settings().secretExpiresOn()));
    }

    /** Why the stored secret can't be used for what is on screen; blank where it can. */
    public String getMustBeTyped() {
        return isStored()
                        && !page.isReplacing()
                        && formState.storedForScreen(page).isEmpty()
                ? "The stored one is only ever sent where it was saved for. What is on screen is another destination, so it"
                        + " must be typed again."
                : "";
    }

    /** What the typed expiry date means. */
    public String getExpiryHelp() {
        return Formats.readDay(page.form().get(Field.SECRET_EXPIRES))
                .map(this::expiryHelp)
                .orElse(
                        "As Entra shows it beside the secret. Microsoft does not tell Signet: without this date nobody can be"
                                + " warned.");
    }

    private String expiryHelp(LocalDate day) {
        var typed = new SecretExpiry(day);
        if (typed.stage(clock.instant()) == ExpiryStage.PAST) {
            return "That day is past.";
        }
        String left = typed.daysLeft(clock.instant()).orElse(0) > 0
                ? "Expires " + typed.until(clock.instant()) + ", counted in UTC+14, where days begin first. "
                : "It can expire at any hour: its last day has begun somewhere on Earth. ";
        return isNear(typed)
                ? left + warned(day)
                : left + "You will be warned from " + Formats.day(requireNonNull(typed.warnedFrom())) + " (UTC) on.";
    }

    private boolean isNear(SecretExpiry expiry) {
        ExpiryStage stage = expiry.stage(clock.instant());
        return stage != ExpiryStage.UNKNOWN && stage != ExpiryStage.FAR;
    }

    private String warned(LocalDate day) {
        List<LocalDate> mailed = day.equals(saved.settings().secretExpiresOn()) ? expiry.warnedOn() : List.of();
        if (mailed.isEmpty()) {
            return "Warnings are due already.";
        }
        return (mailed.size() == 1 ? "A warning was mailed: " : mailed.size() + " warnings were mailed: ")
                + mailed.stream().map(Formats::day).collect(Collectors.joining(", ")) + " (UTC).";
    }

    private @Nullable SecretInfo stored() {
        return page.type() == AuthenticationType.OAUTH2
                ? saved.settings().clientSecret()
                : saved.settings().relayPassword();
    }

    private String spoken(Field field, String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        Function<String, String> words = switch (field) {
            case CUSTOM_SERVER -> on -> Boolean.parseBoolean(on) ? "On" : "Off";
            case TYPE -> name -> AuthenticationType.valueOf(name).label();
            case ROUTE -> name -> DeliveryRoute.valueOf(name).label();
            case USER_SENDER -> name -> UserSender.valueOf(name).label();
            case TLS -> name -> tlsLabel(TlsMode.valueOf(name));
            case CLOUD -> id -> clouds.find(id).map(Cloud::label).orElse(id);
            default -> text -> String.join(", ", text.lines().toList());
        };
        return requireNonNull(words.apply(value));
    }

    private static String tlsLabel(TlsMode mode) {
        return switch (mode) {
            case STARTTLS -> "STARTTLS";
            case IMPLICIT -> "Implicit TLS";
            case NONE -> "No TLS";
        };
    }
}
