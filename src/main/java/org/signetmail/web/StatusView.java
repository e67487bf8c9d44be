package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
        if (standing.failingSince() != null) {
            return new Tag("danger", "bad", "Failing since " + Words.day(standing.failingSince()));
        }
        LocalDate expires = settings.secretExpiresOn();
        if (settings.type() == AuthenticationType.OAUTH2 && expires != null) {
            long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), expires);
            if (days < 0) {
                return new Tag("danger", "bad", "Expired on " + Words.day(expires));
            }
            if (days <= NEAR_DAYS) {
                return new Tag("warning", "clock", days == 0 ? "Expires today" : "Expires in " + Words.days(days));
            }
        }
        if (standing.acceptedAt() != null) {
            return new Tag("success", "check", "Working");
        }
        return standing.credentialsPassedAt() != null
                ? new Tag("", "ring", "Credentials tested")
                : new Tag("", "ring", "Not tested");
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
