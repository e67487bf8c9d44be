package org.signetmail.check;

import java.net.URI;
import java.util.Optional;
import org.signetmail.account.ClientId;
import org.signetmail.account.Cloud;

/**
 * Where in the Entra admin center things are found.
 *
 * <p>The links to one application are not documented by Microsoft, only in use: a text that has one also names the list.
 */
record EntraLinks(URI adminCenter, Optional<ClientId> client) {

    static EntraLinks of(Optional<Cloud> cloud, Optional<ClientId> client) {
        return new EntraLinks(cloud.orElse(Cloud.MICROSOFT.get(0)).adminCenter(), client);
    }

    /**
     * All app registrations of the tenant.
     *
     * @see <a href="https://learn.microsoft.com/graph/auth-limit-mailbox-access">Limit mailbox access</a>, which links there
     */
    String list() {
        return adminCenter + "/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade";
    }

    String enterpriseApps() {
        return adminCenter + "/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview";
    }

    String overview() {
        return blade("Overview");
    }

    String credentials() {
        return blade("Credentials");
    }

    String permissions() {
        return blade("CallAnAPI");
    }

    private String blade(String name) {
        return client.map(id -> adminCenter + "/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/" + name
                        + "/appId/" + id.value())
                .orElseGet(this::list);
    }
}
