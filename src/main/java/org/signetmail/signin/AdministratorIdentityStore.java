package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;
import org.signetmail.log.LogEvent;

/** Validates user name and password for Jakarta Security. */
@ApplicationScoped
class AdministratorIdentityStore implements IdentityStore {
    @Inject
    Administrators administrators;

    // The default method of the interface dispatches by reflection, which finds no method of a package-private class.
    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential typed
                ? validate(typed)
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    private CredentialValidationResult validate(UsernamePasswordCredential typed) {
        var stored = administrators.passwordHashOf(typed.getCaller());
        boolean matches = PasswordHash.matches(typed.getPasswordAsString(), stored.orElse(PasswordHash.UNKNOWN_USER));
        if (matches) {
            stored.filter(PasswordHash::isOutdated).ifPresent(hash -> rehash(typed, hash));
        }
        return matches && stored.isPresent()
                ? new CredentialValidationResult(typed.getCaller(), Set.of(Administrators.ROLE))
                : CredentialValidationResult.INVALID_RESULT;
    }

    /** Replaces a hash with fewer rounds than today; only at sign-in is the password known. */
    private void rehash(UsernamePasswordCredential typed, String hash) {
        try {
            administrators.rehash(typed.getCaller(), typed.getPasswordAsString(), hash);
        } catch (RuntimeException notStored) {
            LogEvent.PASSWORD_NOT_REHASHED.log(notStored); // The sign-in succeeds with the old hash.
        }
    }
}
