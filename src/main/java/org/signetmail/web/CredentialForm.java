package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.Credential;
import org.signetmail.account.FederatedAssertion;
import org.signetmail.account.InvalidInput;
import org.signetmail.credential.Pkcs12File;
import org.signetmail.credential.SelfSignedCertificates;

/** The fields of the next credential, for one request. What is secret is never rendered. */
public final class CredentialForm {
    private String kind = Kind.CERTIFICATE.name();
    private String secret = "";
    private String expires = "";
    private String promoteOn = "";
    private String months = String.valueOf(SelfSignedCertificates.USUAL);
    private String file = "";
    private String filePassword = "";

    /** What is added. The names are values of the form. */
    enum Kind {
        CERTIFICATE,
        CLIENT_SECRET,
        IMPORTED,
        FEDERATED;

        String label() {
            return text("credentialPage.kind." + name());
        }
    }

    /**
     * What was chosen and typed, as a credential of this application.
     *
     * @throws InvalidInput says what is wrong
     */
    Credential credential(ApplicationRegistration application, Clock clock) {
        return switch (Kind.valueOf(kind)) {
            case CERTIFICATE -> SelfSignedCertificates.make(application.client(), Integer.parseInt(months), clock);
            case CLIENT_SECRET -> {
                if (secret.isEmpty()) {
                    throw InvalidInput.of("account.input.missing", Field.CLIENT_SECRET.label());
                }
                yield ClientSecret.typed(secret);
            }
            case IMPORTED -> new Pkcs12File(file, filePassword).credential(clock.instant());
            case FEDERATED ->
                FederatedAssertion.configured(Configuration.current())
                        .orElseThrow(() ->
                                InvalidInput.of("credential.noFile", ConfigurationKey.FEDERATED_TOKEN_FILE.key()));
        };
    }

    /** The last day of a typed secret; null if none was typed. */
    @Nullable
    LocalDate expiresOn() {
        if (!kind.equals(Kind.CLIENT_SECRET.name()) || expires.isBlank()) {
            return null;
        }
        return Formats.readDay(expires).orElseThrow(() -> InvalidInput.of("oauth.expires.unreadable", expires));
    }

    /** The begin in UTC of the day on which it becomes the current one; null if none was typed. */
    @Nullable
    Instant promoteAt() {
        return promoteOn.isBlank()
                ? null
                : Formats.readDay(promoteOn)
                        .orElseThrow(() -> InvalidInput.of("oauth.expires.unreadable", promoteOn))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
    }

    public String getPromoteOn() {
        return promoteOn;
    }

    public void setPromoteOn(@Nullable String typed) {
        promoteOn = typed == null ? "" : typed;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String chosen) {
        kind = Kind.valueOf(chosen).name();
    }

    /** Never shown. */
    public String getSecret() {
        return "";
    }

    public void setSecret(@Nullable String typed) {
        secret = typed == null ? "" : PastedText.clean(typed);
    }

    public String getExpires() {
        return expires;
    }

    public void setExpires(@Nullable String typed) {
        expires = typed == null ? "" : typed;
    }

    public String getMonths() {
        return months;
    }

    public void setMonths(String chosen) {
        months = chosen;
    }

    /** Never shown: it has a private key. */
    public String getFile() {
        return "";
    }

    public void setFile(@Nullable String read) {
        file = read == null ? "" : read;
    }

    /** Never shown. */
    public String getFilePassword() {
        return "";
    }

    public void setFilePassword(@Nullable String typed) {
        filePassword = typed == null ? "" : typed;
    }
}
