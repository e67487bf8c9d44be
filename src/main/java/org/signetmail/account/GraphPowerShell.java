package org.signetmail.account;

import java.util.Map;
import java.util.Optional;

/**
 * Commands of Microsoft Graph PowerShell to begin with.
 *
 * @see <a href="https://learn.microsoft.com/powershell/microsoftgraph/authentication-commands">Authentication commands</a>
 */
public final class GraphPowerShell {
    public static final String INSTALL = "Install-Module Microsoft.Graph -Scope CurrentUser";

    private static final Map<String, String> ENVIRONMENT =
            Map.of("GCC_HIGH", "USGov", "DOD", "USGovDoD", "CHINA", "China");

    private GraphPowerShell() {}

    /** Signs in to change applications, in the worldwide cloud if empty. */
    public static String connect(Optional<Cloud> cloud) {
        String environment = cloud.map(one -> ENVIRONMENT.get(one.id())).orElse(null);
        return "Connect-MgGraph -Scopes Application.ReadWrite.All"
                + (environment == null ? "" : " -Environment " + environment);
    }
}
