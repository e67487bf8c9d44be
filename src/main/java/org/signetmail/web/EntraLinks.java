package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.signetmail.account.ClientId;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.Unacceptable;
import org.signetmail.gate.ForAdministrators;

/**
 * Where in the admin center of the chosen cloud a value is found.
 *
 * <p>The list of applications is Microsoft's documented address; the pages of one application are customary and
 * unverified, so the words beside each link also say the way.
 */
@Named
@RequestScoped
@ForAdministrators
public class EntraLinks {
    private static final String BLADES = "/#view/Microsoft_AAD_RegisteredApps/";

    @Inject
    SettingsPage page;

    @Inject
    Clouds clouds;

    public String getList() {
        return adminCenter() + BLADES + "ApplicationsListBlade";
    }

    public String getOverview() {
        return blade("Overview");
    }

    public String getCredentials() {
        return blade("Credentials");
    }

    public String getPermissions() {
        return blade("CallAnAPI");
    }

    /** The blade of the application on screen, or the list while there is no valid Client ID. */
    private String blade(String name) {
        try {
            var client = new ClientId(page.form().get(Field.CLIENT_ID));
            return adminCenter() + BLADES + "ApplicationMenuBlade/~/" + name + "/appId/" + client.value();
        } catch (Unacceptable noApplicationYet) {
            return getList();
        }
    }

    private String adminCenter() {
        return clouds.find(page.form().get(Field.CLOUD))
                .map(Cloud::adminCenter)
                .orElse(Cloud.MICROSOFT.get(0).adminCenter())
                .toString();
    }
}
