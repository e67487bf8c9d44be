package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.credential.CertificateFile;
import org.signetmail.credential.UploadSteps;
import org.signetmail.signin.AdministratorsOnly;

/** The file of the next certificate, or else of the current one, and how to upload it. */
@Named
@RequestScoped
@AdministratorsOnly
public class CertificateView {
    @Inject
    CredentialsState state;

    private Optional<CertificateFile> file() {
        return state.next()
                .flatMap(CredentialRow::certificate)
                .or(() -> state.current().flatMap(CredentialRow::certificate));
    }

    public boolean isThere() {
        return file().isPresent();
    }

    public String getName() {
        return file().map(CertificateFile::name).orElse("");
    }

    /** The file as an address that a browser saves. It has no private key. */
    public String getAddress() {
        return file().map(one -> "data:application/x-x509-ca-cert;base64," + one.base64())
                .orElse("");
    }

    public List<ResultPanel.Fact> getThumbprints() {
        return file().map(one -> List.of(
                        new ResultPanel.Fact(text("credentialPage.sha1"), one.sha1()),
                        new ResultPanel.Fact(text("credentialPage.sha256"), one.sha256())))
                .orElse(List.of());
    }

    /** How to upload the file; null if there is none. */
    public @Nullable UploadSteps getSteps() {
        return file().flatMap(one -> state.application().map(application -> UploadSteps.of(application, one)))
                .orElse(null);
    }
}
