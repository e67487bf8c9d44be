package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.signetmail.account.Configuration;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.credential.CertificateFile;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.signin.AdministratorsOnly;

/** The choice between a client secret, a certificate and a federated token, and whether the chosen one is at hand. */
@Named
@RequestScoped
@AdministratorsOnly
public class CredentialKindView {
    @Inject
    FormState state;

    /** Every kind by its name; the page offers the federated one only where the operator has set its file. */
    public Map<String, String> getKinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (CredentialKind kind : CredentialKind.values()) {
            kinds.put(kind.name(), kind.label());
        }
        return kinds;
    }

    public boolean isFederatedOffered() {
        return state.credentialKind() == CredentialKind.FEDERATED || file().isPresent();
    }

    public boolean isSecret() {
        return state.credentialKind() == CredentialKind.CLIENT_SECRET;
    }

    /** The name of the chosen kind. */
    public String getLabel() {
        return state.credentialKind().label();
    }

    /** Whether the chosen credential can be tested and saved. */
    public boolean isReady() {
        return state.isSecretAtHand();
    }

    public String getHeadline() {
        if (state.credentialKind() == CredentialKind.FEDERATED) {
            return text(isReady() ? "oauth.federated.there" : "oauth.federated.missing");
        }
        return text(isReady() ? "oauth.certificate.there" : "oauth.certificate.missing");
    }

    public String getLine() {
        if (state.credentialKind() == CredentialKind.FEDERATED) {
            return file().map(assertion -> text("oauth.federated.file", assertion.file()))
                    .orElseGet(() -> text("oauth.federated.how"));
        }
        Optional<CredentialInfo> stored = state.storedCertificate();
        return stored.flatMap(CredentialRow::certificate)
                .map(file -> line(file, stored.get()))
                .orElseGet(() -> text("oauth.certificate.how"));
    }

    private static String line(CertificateFile file, CredentialInfo stored) {
        return text(
                "oauth.certificate.line",
                file.sha1(),
                stored.endsAt().map(Formats::dayAndTime).orElse(""));
    }

    public String getAction() {
        return text(
                isReady() || state.credentialKind() == CredentialKind.FEDERATED
                        ? "oauth.credential.show"
                        : "oauth.certificate.make");
    }

    private static Optional<FederatedAssertion> file() {
        return FederatedAssertion.configured(Configuration.current());
    }
}
