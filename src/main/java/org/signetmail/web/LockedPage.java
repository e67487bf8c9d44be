package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.SettingsStore;
import org.signetmail.signin.AdministratorsOnly;

/** The page shown instead of every other while secrets are stored and the key that opens them is missing. */
@Named
@RequestScoped
@AdministratorsOnly
public class LockedPage {
    private static final String SETTINGS = "/settings.xhtml?faces-redirect=true";
    private static final String LOCKED = "/locked.xhtml?faces-redirect=true";

    @Inject
    Seal seal;

    @Inject
    SettingsStore store;

    @Inject
    CurrentUser currentUser;

    @Inject
    Clock clock;

    private String problem = "";

    /** For pages that need the key: the outcome that navigates here while it is missing; null otherwise. */
    public @Nullable String leadHere() {
        return isLocked() ? LOCKED : null;
    }

    /** For this page: the outcome that navigates to the settings while the key is present; null otherwise. */
    public @Nullable String leadAway() {
        return isLocked() ? null : SETTINGS;
    }

    /** Looks for the key again, and navigates to the settings if it is present. */
    public String checkAgain() {
        return seal.lookAgain().isPresent() ? "" : SETTINGS;
    }

    /** Deletes the stored secrets and makes a new key; only navigates to the settings if the key is back. */
    public String startWithNewKey() {
        if (seal.lookAgain().isEmpty()) {
            return SETTINGS;
        }
        try {
            store.startWithNewKey(currentUser.getName());
            return SETTINGS;
        } catch (SealBroken sealed) {
            problem = sealed.getMessage();
            return "";
        }
    }

    public boolean isLocked() {
        return seal.missingKey().isPresent();
    }

    public String getLookedFor() {
        return seal.missingKey().map(lock -> lock.lookedFor().toString()).orElse("");
    }

    public String getFound() {
        return seal.missingKey().map(Seal.MissingKey::found).orElseGet(() -> text("locked.found.key"));
    }

    public String getSince() {
        return seal.missingKey()
                .map(lock -> text("format.utc", Formats.dayAndTime(lock.since())))
                .orElse("");
    }

    public String getLastChecked() {
        return text("locked.lastChecked", Formats.time(clock.instant()));
    }

    public String getProblem() {
        return problem;
    }
}
