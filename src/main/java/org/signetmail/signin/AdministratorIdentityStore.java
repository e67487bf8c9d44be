package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;
import org.signetmail.log.LogEvent;

/** Answers Jakarta Security whether a name and a password belong together. */
@ApplicationScoped
class AdministratorIdentityStore implements IdentityStore {
    @Inject
    Administrators administrators;

    // The interface's own dispatch by reflection doesn't find methods of a package-private class.
    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential typed
                ? validate(typed)
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    private CredentialValidationResult validate(UsernamePasswordCredential typed) {
        var stored = administrators.passwordHashOf(typed.getCaller());
        boolean fits = PasswordHash.fits(typed.getPasswordAsString(), stored.orElse(PasswordHash.NOBODYS));
        if (fits) {
            stored.filter(PasswordHash::isOutdated).ifPresent(hash -> rehash(typed, hash));
        }
        return fits && stored.isPresent()
                ? new CredentialValidationResult(typed.getCaller(), Set.of(Administrators.ROLE))
                : CredentialValidationResult.INVALID_RESULT;
    }

    /** The rounds were raised since it was stored, and only at a sign-in is the password at hand. */
    private void rehash(UsernamePasswordCredential typed, String hash) {
        try {
            administrators.rehash(typed.getCaller(), typed.getPasswordAsString(), hash);
        } catch (RuntimeException notNow) {
            LogEvent.PASSWORD_NOT_REHASHED.log(notNow); // The password is right all the same.
        }
    }
}
