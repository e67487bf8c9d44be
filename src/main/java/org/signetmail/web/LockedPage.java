package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.SettingsStore;
import org.signetmail.signin.AdministratorsOnly;

/** Stands in the place of every page while secrets are stored and the key that opens them is missing. */
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

    /** For pages that need the key: leads here while it is missing. */
    public @Nullable String leadHere() {
        return isLocked() ? LOCKED : null;
    }

    /** Nothing to see here while the key is there. */
    public @Nullable String leadAway() {
        return isLocked() ? null : SETTINGS;
    }

    /** Looks for the key once more; with it, back to the settings. */
    public String checkAgain() {
        return seal.lookAgain().isPresent() ? "" : SETTINGS;
    }

    /** Forgets the stored secrets for good and makes a new key; where the key is back, only leads on. */
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
        return seal.missingKey().map(Seal.MissingKey::found).orElse("the key");
    }

    public String getSince() {
        return seal.missingKey()
                .map(lock -> Formats.dayAndTime(lock.since()) + " UTC")
                .orElse("");
    }

    public String getLastChecked() {
        return Formats.time(clock.instant()) + " UTC";
    }

    public String getProblem() {
        return problem;
    }
}
