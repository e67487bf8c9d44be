package org.signetmail.alert;

import java.util.Optional;

/**
 * The saved channels, without secrets.
 *
 * @param webhook its form; empty if none is saved
 * @param webhookOrigin scheme and host of its address; blank if none is saved
 * @param signed whether requests to the webhook are signed
 */
public record AlertSettings(
        Optional<FallbackRelay> relay,
        boolean relayPasswordStored,
        Optional<WebhookForm> webhook,
        String webhookOrigin,
        boolean signed) {

    /** No channel beside Signet's own route. */
    public static final AlertSettings NONE = new AlertSettings(Optional.empty(), false, Optional.empty(), "", false);
}
