package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.KeyRotation;
import org.signetmail.signin.AdministratorsOnly;

/** The card about the sealing key: shows which key is in use, and rotates it. */
@Named
@RequestScoped
@AdministratorsOnly
public class SealingKeyPage {
    private static final long NEVER = -1;

    @Inject
    KeyRotation rotation;

    @Inject
    CurrentUser currentUser;

    @Inject
    SettingsPage page;

    @Inject
    SavedState saved;

    private Seal.@Nullable Keys keys;
    /** The version of the settings for which the keys were read: none exist before the first stored secret. */
    private long keysVersion = NEVER;

    private String notice = "";
    private boolean failed;

    /** Adds a key that is not used before the other nodes have it, too. */
    public void addKey() {
        try {
            rotation.addKey(currentUser.getName());
            done(text("sealingKey.added"));
        } catch (SealBroken refused) {
            refused(text("sealingKey.notAdded", refused.getMessage()));
        }
    }

    /** Seals all stored secrets with the waiting key, or with a new one. */
    public void sealWithNewKey() {
        try {
            Optional<String> left = rotation.sealWithNewKey(currentUser.getName());
            page.takeSavedVersion();
            left.ifPresentOrElse(this::refused, () -> done(text("sealingKey.sealed")));
        } catch (SealBroken refused) {
            refused(text("sealingKey.notSealed", refused.getMessage()));
        }
    }

    /** Whether there is a stored secret, and so a key that matters. */
    public boolean isShown() {
        return keys().filter(present -> !present.inUse().isEmpty()).isPresent();
    }

    public String getFile() {
        return keys().map(present -> present.file().toString()).orElse("");
    }

    public String getInUse() {
        return keys().map(present -> String.join(", ", present.inUse())).orElse("");
    }

    /** Blank if no key is waiting. */
    public String getWaiting() {
        return keys().flatMap(Seal.Keys::waiting).orElse("");
    }

    public String getNotice() {
        return notice;
    }

    public boolean isFailed() {
        return failed;
    }

    private void done(String message) {
        notice = message;
        saved.readAgain();
        keysVersion = NEVER;
    }

    private void refused(String message) {
        failed = true;
        done(message);
    }

    private Optional<Seal.Keys> keys() {
        long version = saved.settings().version();
        if (keysVersion != version) {
            keys = rotation.keys(saved.snapshot()).orElse(null);
            keysVersion = version;
        }
        return Optional.ofNullable(keys);
    }
}
