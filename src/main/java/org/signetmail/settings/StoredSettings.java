package org.signetmail.settings;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Clouds;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.MailAccount;
import org.signetmail.credential.StoredCredential;
import org.signetmail.credential.StoredCredentials;

/** The row of the settings and the credentials, as one transaction read them. */
record StoredSettings(SettingsRow row, StoredCredentials credentials) {

    static StoredSettings read(EntityManager entities) {
        return new StoredSettings(entities.find(SettingsRow.class, SettingsRow.ID), StoredCredentials.read(entities));
    }

    MailSettings settings(Clouds clouds) {
        return row.settings(clouds, credentials);
    }

    long version() {
        return row.version();
    }

    /** The binding of the stored credential of this kind, whatever its application; null if there is none. */
    @Nullable
    List<String> bindingOf(CredentialKind kind) {
        return Stream.of(credentials.current(), credentials.next())
                .flatMap(Optional::stream)
                .filter(stored -> stored.kind() == kind)
                .map(StoredCredential::boundTo)
                .findFirst()
                .orElse(null);
    }

    /** Number of the credential that this account has; 0 for an account that needs none. */
    long credentialOf(MailAccount account) {
        return account instanceof MailAccount.Microsoft365
                ? credentials.current().map(StoredCredential::number).orElse(0L)
                : 0;
    }

    /** Every sealed text. */
    List<String> sealed() {
        return Stream.concat(credentials.sealed().stream(), row.sealed().stream())
                .toList();
    }
}
