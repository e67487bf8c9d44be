package org.signetmail.settings;

import static org.signetmail.account.ConfigurationKey.FEDERATED_TOKEN_FILE;

import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.Configuration;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.RelayPassword;
import org.signetmail.credential.StoredCredential;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.MailSettings.Setting;

/** Assembles the mail account from settings, with the typed secrets or else the stored ones. */
record AccountAssembly(SettingsChange change, StoredSettings stored, Seal seal) {

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
        if (change.clientSecret().isPresent()) {
            return new ClientCredentials(application, change.clientSecret().get());
        }
        CredentialKind kind = change.wanted().credentialKind();
        if (kind == CredentialKind.FEDERATED) {
            return new ClientCredentials(application, federated());
        }
        StoredCredential usable = stored.credentials()
                .usable(kind, application)
                .orElseThrow(() -> SecretKind.of(kind).secretRequired(stored.bindingOf(kind), application));
        return new ClientCredentials(application, usable.open(application, seal));
    }

    static FederatedAssertion federated() throws SecretRequired {
        return FederatedAssertion.configured(Configuration.current())
                .orElseThrow(() -> SecretRequired.of("credential.noFile", FEDERATED_TOKEN_FILE.key()));
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
                : new RelayPassword(SecretKind.RELAY_PASSWORD.open(stored.row().relayPassword(), destination, seal));
        return Optional.of(new MailAccount.Login(destination, password));
    }
}
