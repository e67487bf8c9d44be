package org.signetmail.web;

import static java.util.Objects.requireNonNull;
import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.signetmail.expiry.CredentialEnd;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.settings.MailSettings;
import org.signetmail.signin.AdministratorsOnly;

/** The status of mail beside the title, and that of saving beside the button. */
@Named
@RequestScoped
@AdministratorsOnly
public class StatusView {
    @Inject
    EditedForm edited;

    @Inject
    SavedState saved;

    @Inject
    FormState state;

    @Inject
    CredentialsView credentials;

    @Inject
    Clock clock;

    private final RenderedOnce<Tag> tag = new RenderedOnce<>(new Tag("", "", ""));

    /** A tag: PrimeFaces severity, icon and text. */
    public record Tag(String severity, String icon, String words) {}

    public Tag getTag() {
        return tag.get(state, this::tag);
    }

    private Tag tag() {
        MailSettings settings = saved.settings();
        if (!settings.customServer()) {
            return unsavedTag();
        }
        DeliveryStatus deliveryStatus = saved.deliveryStatus();
        DeliveryStatus.Summary seen = deliveryStatus.summary();
        Optional<Tag> ending = seen == DeliveryStatus.Summary.FAILING ? Optional.empty() : endingTag(settings);
        return ending.orElseGet(() -> switch (seen) {
            case FAILING ->
                new Tag(
                        "danger",
                        "bad",
                        text("status.failing", Formats.day(requireNonNull(deliveryStatus.failingSince()))));
            case WORKING -> new Tag("success", "check", text("status.working"));
            case TESTED -> new Tag("", "ring", text("status.tested"));
            case NOT_TESTED -> new Tag("", "ring", text("status.notTested"));
        });
    }

    /** A tag about the expiry of the client secret, once it is near. */
    private Optional<Tag> endingTag(MailSettings settings) {
        LocalDate expires = settings.secretExpiresOn();
        if (settings.type() != AuthenticationType.OAUTH2 || expires == null) {
            return Optional.empty();
        }
        var expiry = CredentialEnd.onDay(expires);
        return switch (expiry.stage(clock.instant())) {
            case UNKNOWN, FAR -> Optional.empty();
            case PAST -> Optional.of(new Tag("danger", "bad", text("status.expired", Formats.day(expires))));
            case NEAR, CLOSE, LAST ->
                Optional.of(new Tag("warning", "clock", text("status.expires", expiry.until(clock.instant()))));
        };
    }

    private Tag unsavedTag() {
        if (credentials.result().filter(CredentialsTestSnapshot::passed).isPresent() && credentials.upToDate()) {
            return new Tag("", "ring", text("status.testedUnsaved"));
        }
        return edited.customServer() && !edited.form().isBlank(Field.CLIENT_ID)
                ? new Tag("", "ring", text("status.notTested"))
                : new Tag("", "ring", text("status.notSetUp"));
    }

    public boolean isDirty() {
        return state.isRendering() && (!state.changed().isEmpty() || state.isSecretTyped());
    }

    public String getSaveState() {
        if (isDirty()) {
            return text("save.state.unsaved");
        }
        Instant at = saved.settings().savedAt();
        return at == null ? text("save.state.none") : text("save.state.saved", Formats.when(at, clock.instant()));
    }

    public boolean isEverSaved() {
        return saved.settings().version() > 0;
    }
}
