package org.signetmail.account;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where in the Entra admin center of a cloud things are found.
 *
 * <p>The links to one application are not documented by Microsoft, only in use: a text that has one also names the list.
 *
 * @param client the application that the links lead to; without it they lead to the list
 */
public record AdminCenter(URI address, Optional<ClientId> client) {

    private static final String LIST = "/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade";
    private static final Map<String, String> AZURE_PORTALS = Map.of(
            "entra.microsoft.us", "https://portal.azure.us",
            "entra.microsoftonline.cn", "https://portal.azure.cn");

    /** The admin center of this cloud, or of Microsoft's worldwide one. */
    public static AdminCenter of(Optional<Cloud> cloud, Optional<ClientId> client) {
        return new AdminCenter(cloud.orElse(Cloud.MICROSOFT.get(0)).adminCenter(), client);
    }

    /**
     * All app registrations of the tenant.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/quickstart-register-app">Register an application</a>,
     *     which leads there
     */
    public String list() {
        return address + LIST;
    }

    /**
     * The same list in the Azure portal of a national cloud. That the Entra admin center of such a cloud takes the same links
     * is not documented.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud">National clouds</a>
     */
    public Optional<String> azurePortal() {
        return Optional.ofNullable(AZURE_PORTALS.get(address.getHost())).map(portal -> portal + LIST);
    }

    /** All enterprise apps (service principals) of the tenant. */
    public String enterpriseApps() {
        return address + "/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview";
    }

    /** Where Client ID and Tenant ID are read. */
    public String overview() {
        return blade("Overview");
    }

    /** Certificates &amp; secrets. */
    public String credentials() {
        return blade("Credentials");
    }

    /** API permissions. */
    public String permissions() {
        return blade("CallAnAPI");
    }

    private String blade(String name) {
        return client.map(id -> address + "/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/" + name
                        + "/appId/" + id.value())
                .orElseGet(this::list);
    }
}
