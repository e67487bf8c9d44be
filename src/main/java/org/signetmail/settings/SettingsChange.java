package org.signetmail.settings;

import java.util.Optional;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.RelayPassword;

/**
 * What an administrator wants saved.
 *
 * @param wanted all settings as they should be; its version is the one that was on screen, and what it says of stored
 *     secrets, {@code savedAt} and {@code savedBy} is not looked at
 * @param clientSecret a newly typed one; empty keeps the stored one, which is possible for its own destination only
 * @param relayPassword likewise
 */
public record SettingsChange(
        MailSettings wanted, Optional<ClientSecret> clientSecret, Optional<RelayPassword> relayPassword) {}
