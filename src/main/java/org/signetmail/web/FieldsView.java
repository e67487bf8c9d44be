package org.signetmail.web;

import static java.util.Objects.requireNonNull;
import static org.signetmail.text.Messages.text;

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
import org.signetmail.expiry.CredentialEnd;
import org.signetmail.expiry.ExpiryNotices;
import org.signetmail.expiry.ExpiryStage;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.SecretInfo;
import org.signetmail.signin.AdministratorsOnly;

/** The texts at the fields: choices, errors, saved values of changed fields, the stored secret. */
@Named
@RequestScoped
@AdministratorsOnly
public class FieldsView {
    private static final Map<String, String> LABELS = labels(Field.values(), Field::id, Field::label);
    private static final Map<String, String> TYPES = labels(AuthenticationType.values(), AuthenticationType::label);
    private static final Map<String, String> ROUTES = labels(DeliveryRoute.values(), DeliveryRoute::label);
    private static final Map<String, String> TLS_MODES = labels(TlsMode.values(), TlsMode::label);
    private static final Map<String, String> USER_SENDERS = labels(UserSender.values(), UserSender::label);

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
    private final RenderedOnce<String> unsavedNote = new RenderedOnce<>("");
    private final RenderedOnce<Map<String, String>> was = new RenderedOnce<>(Map.of());

    /** The label of each field, by the field's id. */
    public Map<String, String> getLabels() {
        return LABELS;
    }

    public Map<String, String> getTypes() {
        return TYPES;
    }

    public Map<String, String> getRoutes() {
        return ROUTES;
    }

    public Map<String, String> getTlsModes() {
        return TLS_MODES;
    }

    public Map<String, String> getUserSenders() {
        return USER_SENDERS;
    }

    /** Label and id of every available cloud, and of the saved one even if it is no longer available. */
    public Map<String, String> getClouds() {
        Map<String, String> labels = clouds.all().stream()
                .collect(Collectors.toMap(Cloud::label, Cloud::id, (first, second) -> first, LinkedHashMap::new));
        String chosen = edited.form().get(Field.CLOUD);
        if (clouds.find(chosen).isEmpty()) {
            labels.put(text("oauth.cloud.gone", chosen), chosen);
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

    /** The note with the saved value at each changed field, by the field's id; empty before the first save. */
    public Map<String, String> getWas() {
        return was.get(
                state,
                () -> edited.version() == 0
                        ? Map.of()
                        : state.changed().stream()
                                .collect(Collectors.toMap(
                                        Field::id,
                                        field -> text(
                                                "field.changed",
                                                displayed(field, edited.base().get(field))))));
    }

    /** The note at Test Settings, which does not use the values of the changed fields, as HTML. */
    public String getUnsavedNote() {
        return unsavedNote.get(state, this::unsavedNote);
    }

    private String unsavedNote() {
        Stream<Field> secret = state.isSecretTyped() ? Stream.of(state.secret()) : Stream.empty();
        String labels =
                Field.labels(Stream.concat(state.changed().stream(), secret).toList());
        return labels.isEmpty() ? Markup.text("testMail.unsaved") : Markup.text("testMail.unsaved.fields", labels);
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
        String on = Formats.day(secret.addedAt());
        String by = secret.addedBy();
        LocalDate expires = saved.settings().secretExpiresOn();
        if (edited.type() != AuthenticationType.OAUTH2) {
            return text("stored.added", on, by);
        }
        if (expires == null) {
            return text("stored.unknown", on, by);
        }
        var expiry = CredentialEnd.onDay(expires);
        String day = Formats.day(expires);
        return switch (expiry.stage(clock.instant())) {
            case UNKNOWN, FAR -> text("stored.expires", on, by, day);
            case NEAR, CLOSE, LAST -> text("stored.expiresSoon", on, by, day, expiry.until(clock.instant()));
            case PAST -> text("stored.expired", on, by, day);
        };
    }

    public boolean isStoredSecretNearItsEnd() {
        return edited.type() == AuthenticationType.OAUTH2
                && isNear(CredentialEnd.onDay(saved.settings().secretExpiresOn()));
    }

    /** The reason why the stored secret can't be used for the destination on screen; blank if it can. */
    public String getMustBeTyped() {
        return isStored() && !edited.replacement().isActive() && state.hasSecretField() ? text("stored.elsewhere") : "";
    }

    /** A sentence about the typed expiry date. */
    public String getExpiryHelp() {
        return Formats.readDay(edited.form().get(Field.SECRET_EXPIRES))
                .map(this::expiryHelp)
                .orElseGet(() -> text("oauth.expires.help"));
    }

    private String expiryHelp(LocalDate day) {
        var typed = CredentialEnd.onDay(day);
        if (typed.stage(clock.instant()) == ExpiryStage.PAST) {
            return text("oauth.expires.past");
        }
        String warnings = isNear(typed)
                ? warned(day)
                : text("oauth.expires.warnedFrom", Formats.day(requireNonNull(expiry.warnedFrom(typed))));
        return typed.daysLeft(clock.instant()).orElse(0) > 0
                ? text("oauth.expires.left", typed.until(clock.instant()), warnings)
                : text("oauth.expires.lastDay", warnings);
    }

    private boolean isNear(CredentialEnd end) {
        ExpiryStage stage = end.stage(clock.instant());
        return stage != ExpiryStage.UNKNOWN && stage != ExpiryStage.FAR;
    }

    private String warned(LocalDate day) {
        List<LocalDate> mailed =
                day.equals(saved.settings().secretExpiresOn()) ? expiry.warnedOn(saved.settings()) : List.of();
        if (mailed.isEmpty()) {
            return text("oauth.expires.due");
        }
        return text(
                "oauth.expires.warned",
                mailed.size(),
                mailed.stream().map(Formats::day).collect(Collectors.joining(", ")));
    }

    private @Nullable SecretInfo stored() {
        return edited.type() == AuthenticationType.OAUTH2
                ? saved.settings().clientSecret()
                : saved.settings().relayPassword();
    }

    private String displayed(Field field, String value) {
        if (value.isEmpty()) {
            return text("field.empty");
        }
        return requireNonNull(
                switch (field) {
                    case CUSTOM_SERVER -> Boolean.parseBoolean(value) ? text("switch.on") : text("switch.off");
                    case TYPE -> TYPES.get(value);
                    case ROUTE -> ROUTES.get(value);
                    case USER_SENDER -> USER_SENDERS.get(value);
                    case TLS -> TLS_MODES.get(value);
                    case CLOUD -> clouds.find(value).map(Cloud::label).orElse(value);
                    default -> String.join(", ", value.lines().toList());
                });
    }

    private static <E extends Enum<E>> Map<String, String> labels(E[] choices, Function<E, String> label) {
        return labels(choices, Enum::name, label);
    }

    /** In the order of the page. */
    private static <E> Map<String, String> labels(E[] choices, Function<E, String> name, Function<E, String> label) {
        return Stream.of(choices).collect(Collectors.toMap(name, label, (one, other) -> one, LinkedHashMap::new));
    }
}
