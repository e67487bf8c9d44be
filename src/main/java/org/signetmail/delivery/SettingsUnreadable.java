package org.signetmail.delivery;

import org.signetmail.text.Messages;

/** Thrown if the saved settings can't be read. Nothing was sent; the cause has the reason. */
public final class SettingsUnreadable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SettingsUnreadable(RuntimeException cause) {
        super(Messages.text("delivery.settingsUnreadable"), cause);
    }
}
