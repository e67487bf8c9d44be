package org.signetmail.credential;

import static org.signetmail.account.ConfigurationKey.FEDERATED_TOKEN_FILE;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Configuration;
import org.signetmail.account.Credential;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/**
 * What is secret of a credential, sealed for its application.
 *
 * <p>It opens for no other cloud, tenant or client, and a private key opens as no client secret. The application is
 * stored beside it only to report what has changed.
 */
@Embeddable
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class SealedCredential {
    /** The last part of the binding of a certificate. */
    private static final String CERTIFICATE = "certificate";

    private static final String LINE = "\n";

    @Enumerated(EnumType.STRING)
    private CredentialKind kind;

    /** The secret; of a certificate, it and its private key in a line each. Null for a federated assertion. */
    private @Nullable String sealed;

    /** The parts of the application's binding, one per line: no part contains a line break. */
    @Column(name = "bound_to")
    private String boundTo;

    protected SealedCredential() {}

    private SealedCredential(CredentialKind kind, ApplicationRegistration application) {
        this.kind = kind;
        this.boundTo = String.join(LINE, application.binding());
    }

    static SealedCredential of(Credential credential, ApplicationRegistration application, Seal seal)
            throws SealBroken {
        if (credential instanceof ClientSecret secret) {
            return new SealedCredential(CredentialKind.CLIENT_SECRET, application).with(secret.value(), seal);
        }
        if (credential instanceof CertificateCredential pair) {
            return new SealedCredential(CredentialKind.CERTIFICATE, application)
                    .with(pair.certificate() + LINE + pair.privateKey(), seal);
        }
        return new SealedCredential(CredentialKind.FEDERATED, application);
    }

    private SealedCredential with(String secret, Seal seal) throws SealBroken {
        sealed = seal.seal(secret, binding(boundTo()));
        return this;
    }

    Credential open(ApplicationRegistration application, Seal seal) throws SealBroken {
        if (sealed == null) {
            return FederatedAssertion.configured(Configuration.current())
                    .orElseThrow(() -> SealBroken.of("credential.noFile", FEDERATED_TOKEN_FILE.key()));
        }
        String secret = seal.open(sealed, binding(application.binding()));
        if (kind == CredentialKind.CLIENT_SECRET) {
            return new ClientSecret(secret);
        }
        String[] pair = secret.split(LINE, -1);
        return new CertificateCredential(pair[0], pair[1]);
    }

    void reseal(Seal seal) throws SealBroken {
        if (sealed != null) {
            sealed = seal.sealWithNewest(sealed, binding(boundTo()));
        }
    }

    private List<String> binding(List<String> application) {
        return kind == CredentialKind.CERTIFICATE
                ? Stream.concat(application.stream(), Stream.of(CERTIFICATE)).toList()
                : application;
    }

    CredentialKind kind() {
        return kind;
    }

    Optional<String> sealed() {
        return Optional.ofNullable(sealed);
    }

    List<String> boundTo() {
        return List.of(boundTo.split(LINE, -1));
    }
}
