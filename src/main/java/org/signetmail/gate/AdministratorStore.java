package org.signetmail.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Answers Jakarta Security whether a name and a password belong together. */
@ApplicationScoped
class AdministratorStore implements IdentityStore {
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
        boolean fits = Passwords.fits(typed.getPasswordAsString(), stored.orElse(Passwords.NOBODYS));
        return fits && stored.isPresent()
                ? new CredentialValidationResult(typed.getCaller(), Set.of(Administrators.ROLE))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
