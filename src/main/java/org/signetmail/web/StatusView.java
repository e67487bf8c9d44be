package org.signetmail.web;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.signetmail.gate.ForAdministrators;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.Standing;

/** How it stands with mail in one word beside the title, and with saving beside the button. */
@Named
@RequestScoped
@ForAdministrators
public class StatusView {
    private static final int NEAR_DAYS = 60;

    @Inject
    SettingsPage page;

    @Inject
    SavedState saved;

    @Inject
    Counter counter;

    @Inject
    CredentialsView credentials;

    @Inject
    Clock clock;

    /** The tag: PrimeFaces severity, icon and words. */
    public record Tag(String severity, String icon, String words) {}

    public Tag getTag() {
        MailSettings settings = saved.settings();
        if (!settings.customServer()) {
            return unsavedTag();
        }
        Standing standing = saved.standing();
        Standing.Word seen = standing.inAWord();
        Optional<Tag> ending = seen == Standing.Word.FAILING ? Optional.empty() : endingTag(settings);
        return ending.orElseGet(() -> switch (seen) {
            case FAILING ->
                new Tag("danger", "bad", "Failing since " + Words.day(requireNonNull(standing.failingSince())));
            case WORKING -> new Tag("success", "check", "Working");
            case TESTED -> new Tag("", "ring", "Credentials tested");
            case NOT_TESTED -> new Tag("", "ring", "Not tested");
        });
    }

    /** Once the secret's end is near, that is the word. */
    private Optional<Tag> endingTag(MailSettings settings) {
        LocalDate expires = settings.secretExpiresOn();
        if (settings.type() != AuthenticationType.OAUTH2 || expires == null) {
            return Optional.empty();
        }
        long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), expires);
        if (days < 0) {
            return Optional.of(new Tag("danger", "bad", "Expired on " + Words.day(expires)));
        }
        return days > NEAR_DAYS
                ? Optional.empty()
                : Optional.of(
                        new Tag("warning", "clock", days == 0 ? "Expires today" : "Expires in " + Words.days(days)));
    }

    private Tag unsavedTag() {
        if (credentials.result().filter(CredentialsResult::passed).isPresent() && credentials.upToDate()) {
            return new Tag("", "ring", "Tested, not saved");
        }
        return page.isCustomServer() && !page.form().isBlank(Field.CLIENT_ID)
                ? new Tag("", "ring", "Not tested")
                : new Tag("", "ring", "Not set up");
    }

    public boolean isDirty() {
        return page.typedSomething() || counter.secretTyped(page);
    }

    public String getSaveState() {
        if (isDirty()) {
            return "Unsaved changes";
        }
        Instant at = saved.settings().savedAt();
        return at == null ? "Nothing saved yet" : "Saved " + Words.when(at, clock.instant());
    }

    public boolean isEverSaved() {
        return saved.settings().version() > 0;
    }
}
