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

/** Links to the pages in the admin center of the cloud on screen where the values are found. */
@Named
@RequestScoped
@AdministratorsOnly
public class EntraLinks {
    @Inject
    EditedForm edited;

    @Inject
    FormState state;

    @Inject
    Clouds clouds;

    private final RenderedOnce<AdminCenter> links =
            new RenderedOnce<>(AdminCenter.of(Optional.empty(), Optional.empty()));

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
        return links.get(state, this::ofForm);
    }

    private AdminCenter ofForm() {
        return AdminCenter.of(clouds.find(edited.form().get(Field.CLOUD)), client());
    }

    private Optional<ClientId> client() {
        try {
            return Optional.of(new ClientId(edited.form().get(Field.CLIENT_ID)));
        } catch (InvalidInput noApplicationYet) {
            return Optional.empty();
        }
    }
}
