package org.signetmail.web;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;
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

/** The texts at the fields: choices, errors, saved values of changed fields, the stored secret. */
@Named
@RequestScoped
@AdministratorsOnly
public class FieldsView {
    @Inject
    EditedForm edited;

    @Inject
    SavedState saved;

    @Inject
    FormState state;

    @Inject
    Clouds clouds;

    @Inject
    ExpiryNotices expiry;

    @Inject
    Clock clock;

    private final RenderedOnce<Map<String, String>> errors = new RenderedOnce<>(Map.of());
    private final RenderedOnce<String> changedLabels = new RenderedOnce<>("");
    private final RenderedOnce<Map<String, String>> was = new RenderedOnce<>(Map.of());

    /** Label and id of every available cloud, and of the saved one even if it is no longer available. */
    public Map<String, String> getClouds() {
        Map<String, String> labels = clouds.all().stream()
                .collect(Collectors.toMap(Cloud::label, Cloud::id, (first, second) -> first, LinkedHashMap::new));
        String chosen = edited.form().get(Field.CLOUD);
        if (clouds.find(chosen).isEmpty()) {
            labels.put(chosen + " (not offered any more)", chosen);
        }
        return labels;
    }

    /** The error message of each invalid field, by the field's id. */
    public Map<String, String> getErrors() {
        return errors.get(
                state,
                () -> state.errors().entrySet().stream()
                        .collect(Collectors.toMap(
                                error -> error.getKey().id(),
                                Map.Entry::getValue,
                                (one, other) -> one,
                                LinkedHashMap::new)));
    }

    /** The saved value of each changed field, by the field's id; empty before the first save. */
    public Map<String, String> getWas() {
        return was.get(
                state,
                () -> edited.version() == 0
                        ? Map.of()
                        : state.changed().stream()
                                .collect(Collectors.toMap(
                                        Field::id,
                                        field -> displayed(field, edited.base().get(field)))));
    }

    /** The labels of the changed fields, for the note at Test Settings, which does not use their values. */
    public String getChangedLabels() {
        return changedLabels.get(state, this::changedLabels);
    }

    private String changedLabels() {
        Stream<Field> secret = state.isSecretTyped() ? Stream.of(state.secret()) : Stream.empty();
        return Stream.concat(state.changed().stream(), secret).map(Field::label).collect(Collectors.joining(", "));
    }

    /** The ids of the fields with an error, separated by blanks. */
    public String getWrongFields() {
        return String.join(" ", getErrors().keySet());
    }

    /** Whether the secret of the chosen type is stored: the client secret, or the relay's password. */
    public boolean isStored() {
        return stored() != null;
    }

    /** Whether the page has a field for the secret. */
    public boolean isSecretTypable() {
        return state.hasSecretField();
    }

    public String getStoredLine() {
        SecretInfo secret = stored();
        if (secret == null) {
            return "";
        }
        String added = "Added " + Formats.day(secret.addedAt()) + " by " + secret.addedBy();
        LocalDate expires = saved.settings().secretExpiresOn();
        if (edited.type() != AuthenticationType.OAUTH2) {
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
        return edited.type() == AuthenticationType.OAUTH2
                && isNear(new SecretExpiry(saved.settings().secretExpiresOn()));
    }

    /** The reason why the stored secret can't be used for the destination on screen; blank if it can. */
    public String getMustBeTyped() {
        return isStored() && !edited.replacement().isActive() && state.hasSecretField()
                ? "The stored one is only ever sent where it was saved for. What is on screen is another destination, so it"
                        + " must be typed again."
                : "";
    }

    /** A sentence about the typed expiry date. */
    public String getExpiryHelp() {
        return Formats.readDay(edited.form().get(Field.SECRET_EXPIRES))
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
        List<LocalDate> mailed =
                day.equals(saved.settings().secretExpiresOn()) ? expiry.warnedOn(saved.settings()) : List.of();
        if (mailed.isEmpty()) {
            return "Warnings are due already.";
        }
        return (mailed.size() == 1 ? "A warning was mailed: " : mailed.size() + " warnings were mailed: ")
                + mailed.stream().map(Formats::day).collect(Collectors.joining(", ")) + " (UTC).";
    }

    private @Nullable SecretInfo stored() {
        return edited.type() == AuthenticationType.OAUTH2
                ? saved.settings().clientSecret()
                : saved.settings().relayPassword();
    }

    private String displayed(Field field, String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        Function<String, String> display = switch (field) {
            case CUSTOM_SERVER -> on -> Boolean.parseBoolean(on) ? "On" : "Off";
            case TYPE -> name -> AuthenticationType.valueOf(name).label();
            case ROUTE -> name -> DeliveryRoute.valueOf(name).label();
            case USER_SENDER -> name -> UserSender.valueOf(name).label();
            case TLS -> name -> tlsLabel(TlsMode.valueOf(name));
            case CLOUD -> id -> clouds.find(id).map(Cloud::label).orElse(id);
            default -> text -> String.join(", ", text.lines().toList());
        };
        return requireNonNull(display.apply(value));
    }

    private static String tlsLabel(TlsMode mode) {
        return switch (mode) {
            case STARTTLS -> "STARTTLS";
            case IMPLICIT -> "Implicit TLS";
            case NONE -> "No TLS";
        };
    }
}
