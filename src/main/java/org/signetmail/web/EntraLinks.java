package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.signetmail.account.AdminCenter;
import org.signetmail.account.ClientId;
import org.signetmail.account.Clouds;
import org.signetmail.account.InvalidInput;
import org.signetmail.signin.AdministratorsOnly;

/** Where in the admin center of the cloud on screen a value is found. */
@Named
@RequestScoped
@AdministratorsOnly
public class EntraLinks {
    @Inject
    SettingsPage page;

    @Inject
    Clouds clouds;

    public String getList() {
        return adminCenter().list();
    }

    public String getOverview() {
        return adminCenter().overview();
    }

    public String getCredentials() {
        return adminCenter().credentials();
    }

    public String getPermissions() {
        return adminCenter().permissions();
    }

    private AdminCenter adminCenter() {
        return AdminCenter.of(clouds.find(page.form().get(Field.CLOUD)), client());
    }

    private Optional<ClientId> client() {
        try {
            return Optional.of(new ClientId(page.form().get(Field.CLIENT_ID)));
        } catch (InvalidInput noApplicationYet) {
            return Optional.empty();
        }
    }
}
