package org.signetmail.settings;

import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.RelayPassword;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.MailSettings.Setting;

/** Assembles the mail account from settings, with the typed secrets or else the stored ones. */
record AccountAssembly(SettingsChange change, SettingsRow stored, Seal seal) {

    MailAccount account() throws NotConfigured, SecretRequired, SealBroken {
        return switch (change.wanted().type()) {
            case OAUTH2 ->
                new MailAccount.Microsoft365(credentials(), change.wanted().route());
            case BASIC -> new MailAccount.SmtpRelay(relay(), login());
            case NONE -> new MailAccount.SmtpRelay(relay(), Optional.empty());
        };
    }

    private ClientCredentials credentials() throws NotConfigured, SecretRequired, SealBroken {
        ApplicationRegistration application = change.wanted().application();
        if (application == null) {
            throw NotConfigured.of("settings.noApplication");
        }
        ClientSecret secret = change.clientSecret().isPresent()
                ? change.clientSecret().get()
                : new ClientSecret(SecretKind.CLIENT_SECRET.open(stored.clientSecret(), application, seal));
        return new ClientCredentials(application, secret);
    }

    private Relay relay() throws NotConfigured {
        Relay relay = change.wanted().relay();
        if (relay == null) {
            throw NotConfigured.of("account.input.missing", Setting.HOST.label());
        }
        return relay;
    }

    private Optional<MailAccount.Login> login() throws NotConfigured, SecretRequired, SealBroken {
        String user = change.wanted().relayUser();
        if (user == null) {
            return Optional.empty();
        }
        var destination = new RelayLogin(relay(), user);
        RelayPassword password = change.relayPassword().isPresent()
                ? change.relayPassword().get()
                : new RelayPassword(SecretKind.RELAY_PASSWORD.open(stored.relayPassword(), destination, seal));
        return Optional.of(new MailAccount.Login(destination, password));
    }
}
