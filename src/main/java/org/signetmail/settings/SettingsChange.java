package org.signetmail.settings;

import java.util.Optional;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.RelayPassword;

/**
 * The input of a save.
 *
 * @param wanted the complete new settings, with the version that was on screen; its {@link SecretInfo}s, {@code
 * savedAt} and {@code savedBy} are ignored
 * @param clientSecret a newly typed secret; empty keeps the stored one, which requires an unchanged destination
 * @param relayPassword likewise
 */
public record SettingsChange(
        MailSettings wanted, Optional<ClientSecret> clientSecret, Optional<RelayPassword> relayPassword) {}
