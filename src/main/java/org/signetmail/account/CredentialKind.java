package org.signetmail.account;

import org.signetmail.text.Messages;

/** The kinds of {@link Credential}. The names are stored. */
public enum CredentialKind {
    CLIENT_SECRET("account.credential.secret"),
    CERTIFICATE("account.credential.certificate"),
    FEDERATED("account.credential.federated");

    private final String label;

    CredentialKind(String label) {
        this.label = Messages.text(label);
    }

    /** The kind of a credential. */
    public static CredentialKind of(Credential credential) {
        if (credential instanceof ClientSecret) {
            return CLIENT_SECRET;
        }
        return credential instanceof CertificateCredential ? CERTIFICATE : FEDERATED;
    }

    /** The name on the page. */
    public String label() {
        return label;
    }
}
