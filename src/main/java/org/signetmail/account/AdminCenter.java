package org.signetmail.account;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Links into the Microsoft Entra admin center of a cloud.
 *
 * <p>Microsoft does not document the links to a single application. A text that has one therefore also names the list.
 *
 * @param client the application to link to; if empty, the links lead to the list of app registrations
 */
public record AdminCenter(URI address, Optional<ClientId> client) {

    private static final String LIST = "/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade";
    private static final Map<String, String> AZURE_PORTALS = Map.of(
            "entra.microsoft.us", "https://portal.azure.us",
            "entra.microsoftonline.cn", "https://portal.azure.cn");

    /** The admin center of this cloud, or of the worldwide cloud if empty. */
    public static AdminCenter of(Optional<Cloud> cloud, Optional<ClientId> client) {
        return new AdminCenter(cloud.orElse(Cloud.MICROSOFT.get(0)).adminCenter(), client);
    }

    /**
     * The list of all app registrations of the tenant.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/quickstart-register-app">Register an application</a>,
     *     which links to it
     */
    public String list() {
        return address + LIST;
    }

    /**
     * The same list in the Azure portal of a national cloud; empty for other clouds. Whether the Entra admin center of
     * a national cloud supports the links used here is not documented.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud">National clouds</a>
     */
    public Optional<String> azurePortal() {
        return Optional.ofNullable(AZURE_PORTALS.get(address.getHost())).map(portal -> portal + LIST);
    }

    /** The list of all enterprise apps (service principals) of the tenant. */
    public String enterpriseApps() {
        return address + "/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview";
    }

    /** The overview of the application, which shows Client ID and Tenant ID. */
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
