package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Clouds;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsStore;

/** The stored credentials and what happened to them, read once a request, and again after an action changed them. */
@RequestScoped
class CredentialsState {
    private static final Duration TIMELINE = Duration.ofDays(90);
    private static final int LONGEST_TIMELINE = 200;

    @Inject
    CredentialStore store;

    @Inject
    SavedState saved;

    @Inject
    CurrentWorkspace currentWorkspace;

    @Inject
    Clouds clouds;

    @Inject
    SettingsStore settings;

    @Inject
    Clock clock;

    private @Nullable List<CredentialInfo> stored;
    private @Nullable List<HistoryView.Line> timeline;
    private @Nullable MailSettings shown;

    /** The newest first. */
    List<CredentialInfo> all() {
        List<CredentialInfo> present = stored;
        if (present == null) {
            present = store.all();
            stored = present;
        }
        return present;
    }

    Optional<CredentialInfo> current() {
        return in(Slot.CURRENT);
    }

    Optional<CredentialInfo> next() {
        return in(Slot.NEXT);
    }

    /** The application on the settings page, typed or saved: a certificate is made for it before it can be saved. */
    Optional<ApplicationRegistration> application() {
        return shown().registration();
    }

    private MailSettings shown() {
        MailSettings present = shown;
        if (present == null) {
            present = currentWorkspace
                    .workspace()
                    .draft()
                    .map(draft -> new FormParser(draft.typed(), saved.settings(), clouds, new TypedSecrets())
                            .change(draft.version())
                            .wanted())
                    .orElseGet(saved::settings);
            shown = present;
        }
        return present;
    }

    /** What happened to the credentials in 90 days, the newest first. */
    List<HistoryView.Line> timeline() {
        List<HistoryView.Line> present = timeline;
        if (present == null) {
            Instant since = clock.instant().minus(TIMELINE);
            present = settings.audit(Set.of(Kind.CREDENTIAL), LONGEST_TIMELINE).stream()
                    .filter(entry -> !entry.at().isBefore(since))
                    .map(entry -> new HistoryView.Line(Formats.dayAndTime(entry.at()), entry.who(), entry.what()))
                    .toList();
            timeline = present;
        }
        return present;
    }

    void readAgain() {
        stored = null;
        timeline = null;
    }

    private Optional<CredentialInfo> in(Slot slot) {
        return all().stream().filter(info -> info.isIn(slot)).findFirst();
    }
}
