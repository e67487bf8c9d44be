package org.signetmail.alert;

import java.util.Optional;
import org.signetmail.account.RelayPassword;

/**
 * What an administrator wants to save.
 *
 * @param relay empty to have none
 * @param password typed; empty to keep the stored one
 * @param webhook empty to have none
 * @param target typed; empty to keep the stored one
 * @param secret typed; empty to keep the stored one of the same address
 */
public record AlertChange(
        Optional<FallbackRelay> relay,
        Optional<RelayPassword> password,
        Optional<WebhookForm> webhook,
        Optional<WebhookTarget> target,
        Optional<WebhookSecret> secret) {}
