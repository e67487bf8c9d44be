package org.signetmail.credential;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signetmail.account.AdminCenter;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Cloud;
import org.signetmail.account.GraphPowerShell;
import org.signetmail.text.Messages;

/**
 * How an administrator uploads a certificate to the app registration: in the admin center, or by a command. All values in the
 * commands are GUIDs, names of domains, base64 and our own file name: none has a character that a shell interprets.
 *
 * @param link the application's Certificates &amp; secrets in the admin center, which Microsoft does not document
 * @param portal the steps in the admin center, in plain text
 * @param azureCli for any shell, in the folder of the file
 * @param powerShell for Microsoft Graph PowerShell
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials">Add credentials</a>
 * @see <a href="https://learn.microsoft.com/cli/azure/ad/app/credential">az ad app credential</a>
 * @see <a href="https://learn.microsoft.com/graph/applications-how-to-add-certificate">Add a certificate by Graph</a>
 */
public record UploadSteps(String link, List<String> portal, String azureCli, String powerShell) {
    /** Names from https://learn.microsoft.com/cli/azure/manage-clouds-azure-cli. */
    private static final Map<String, String> AZURE_CLOUD =
            Map.of("GCC_HIGH", "AzureUSGovernment", "DOD", "AzureUSGovernment", "CHINA", "AzureChinaCloud");

    public static UploadSteps of(ApplicationRegistration application, CertificateFile file) {
        return new UploadSteps(
                AdminCenter.of(Optional.of(application.cloud()), Optional.of(application.client()))
                        .credentials(),
                portal(application, file),
                azureCli(application, file),
                powerShell(application, file));
    }

    private static List<String> portal(ApplicationRegistration application, CertificateFile file) {
        return List.of(
                Messages.text("credential.upload.download", file.name()),
                Messages.text("credential.upload.open", application.client()),
                Messages.text("credential.upload.select", file.name()),
                Messages.text("credential.upload.compare", file.sha1()),
                Messages.text("credential.upload.test"));
    }

    /** Without {@code --append} all other certificates would be removed. */
    private static String azureCli(ApplicationRegistration application, CertificateFile file) {
        Cloud cloud = application.cloud();
        String select =
                AZURE_CLOUD.containsKey(cloud.id()) ? "az cloud set --name " + AZURE_CLOUD.get(cloud.id()) + "\n" : "";
        return select
                + "az login --allow-no-subscriptions --tenant " + application.tenant() + "\n"
                + "az ad app credential reset --id " + application.client() + " --append --cert \"@" + file.name()
                + "\"";
    }

    /** An update replaces the list of certificates, so the present ones are sent again. */
    private static String powerShell(ApplicationRegistration application, CertificateFile file) {
        return "# " + Messages.text("check.finding.once", GraphPowerShell.INSTALL) + "\n"
                + GraphPowerShell.connect(Optional.of(application.cloud())) + " -TenantId " + application.tenant()
                + "\n"
                + "$id = (Get-MgApplication -Filter \"appId eq '" + application.client() + "'\").Id\n"
                + "$present = (Get-MgApplication -ApplicationId $id -Property keyCredentials).KeyCredentials\n"
                + "$added = @{ Type = \"AsymmetricX509Cert\"; Usage = \"Verify\";"
                + " Key = [Convert]::FromBase64String(\"" + file.base64() + "\") }\n"
                + "Update-MgApplication -ApplicationId $id -KeyCredentials (@($present | Where-Object { $_ }) + $added)";
    }
}
