package org.signetmail.directory;

import java.util.Map;
import org.signetmail.account.Symptom;
import org.signetmail.credential.Rollover.Reason;

/** What a refusal means for the renewal of a certificate: fact sheet of Microsoft 365, and Graph's codes. */
final class RolloverRefusals {
    private static final int THROTTLED = 429;
    private static final int SERVER_ERROR = 500;

    private static final Map<String, Reason> REASONS = Map.of(
            "CredentialInvalidLifetimeAsPerAppPolicy", Reason.POLICY,
            "CredentialTypeNotAllowedAsPerAppPolicy", Reason.POLICY,
            "Authentication_MissingOrMalformed", Reason.PROOF,
            "Authorization_RequestDenied", Reason.PERMISSION,
            "Authorization_IdentityNotFound", Reason.PERMISSION,
            "Authorization_IdentityDisabled", Reason.PERMISSION,
            "Request_ResourceNotFound", Reason.PERMISSION);

    private RolloverRefusals() {}

    static Reason reason(Symptom symptom) {
        int status = symptom.status();
        return status == 0 || status == THROTTLED || status >= SERVER_ERROR
                ? Reason.NO_REPLY
                : REASONS.getOrDefault(symptom.code(), Reason.REFUSED);
    }
}
