package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.SettingsStore;

/** What is saved, read once a request however often the page asks, and again after an action changed it. */
@RequestScoped
class SavedState {
    @Inject
    SettingsStore store;

    @Inject
    TestMailView testMail;

    private @Nullable MailSettings settings;
    private @Nullable DeliveryStatus deliveryStatus;

    MailSettings settings() {
        MailSettings read = settings;
        if (read == null) {
            read = store.load();
            settings = read;
        }
        return read;
    }

    /**
     * How it stands, read after it was seen whether a test mail is still under way: what the page says of the mail is never
     * ahead of what it says of the standing, with nothing left that asks again.
     */
    DeliveryStatus standing() {
        testMail.isRunning();
        DeliveryStatus read = deliveryStatus;
        if (read == null) {
            read = store.status();
            deliveryStatus = read;
        }
        return read;
    }

    void readAgain() {
        settings = null;
        deliveryStatus = null;
    }
}
