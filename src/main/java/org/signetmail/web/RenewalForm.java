package org.signetmail.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.CertificateId;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.ObjectId;
import org.signetmail.settings.RolloverSettings;

/** The fields of the renewal of certificates, for one request. */
public final class RenewalForm {
    private boolean enabled;
    private String objectId = "";
    private String months = "";
    private String certificateId = "";

    RenewalForm() {}

    RenewalForm(RolloverSettings saved) {
        enabled = saved.enabled();
        objectId = saved.objectId().map(ObjectId::value).orElse("");
        months = String.valueOf(saved.months());
    }

    /** @throws InvalidInput says what is wrong */
    RolloverSettings settings() {
        return new RolloverSettings(
                enabled,
                Optional.of(objectId).filter(typed -> !typed.isBlank()).map(ObjectId::new),
                Integer.parseInt(months));
    }

    Optional<CertificateId> certificate() {
        return Optional.of(certificateId).filter(typed -> !typed.isBlank()).map(CertificateId::new);
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean chosen) {
        enabled = chosen;
    }

    public String getObjectId() {
        return objectId;
    }

    public void setObjectId(@Nullable String typed) {
        objectId = typed == null ? "" : typed;
    }

    public String getMonths() {
        return months;
    }

    public void setMonths(String chosen) {
        months = chosen;
    }

    public String getCertificateId() {
        return certificateId;
    }

    public void setCertificateId(@Nullable String typed) {
        certificateId = typed == null ? "" : typed;
    }
}
