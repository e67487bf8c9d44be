package org.signetmail.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.Cloud;
import org.signetmail.account.TenantId;

/** Fact sheet, section 7, and Microsoft's pages. */
class UploadStepsTest {
    private static final ClientId CLIENT = new ClientId("4f2a1c0e-7b1d-4c55-9a3e-2d6f8b10c7a4");
    private static final String TENANT = "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b";
    private static final CertificateFile FILE =
            CertificateFile.of(SelfSignedCertificates.make(CLIENT, 12, Clock.systemUTC()));

    @TempDir
    Path folder;

    private static UploadSteps in(Cloud cloud, String tenant) {
        return UploadSteps.of(new ApplicationRegistration(cloud, new TenantId(tenant), CLIENT), FILE);
    }

    private static Cloud cloud(String id) {
        return Cloud.MICROSOFT.stream()
                .filter(one -> one.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    @Test
    void thePortalsStepsUseItsWordsAndTheThumbprintThatItShows() {
        UploadSteps steps = in(cloud("WORLDWIDE"), TENANT);

        assertThat(String.join("\n", steps.portal()))
                .contains("Entra ID › App registrations", CLIENT.value())
                .contains("Certificates & secrets › Certificates › Upload certificate")
                .contains(FILE.name(), FILE.sha1());
        assertThat(FILE.sha1()).matches("[0-9A-F]{40}");
        assertThat(FILE.sha256()).matches("[0-9A-F]{64}");
        assertThat(steps.link()).startsWith("https://entra.microsoft.com/").endsWith(CLIENT.value());
    }

    @Test
    void theAzureCliKeepsThePresentCredentials() {
        assertThat(in(cloud("WORLDWIDE"), TENANT).azureCli())
                .isEqualTo("az login --allow-no-subscriptions --tenant " + TENANT + "\n"
                        + "az ad app credential reset --id " + CLIENT + " --append --cert \"@" + FILE.name() + "\"");
        assertThat(in(cloud("DOD"), TENANT).azureCli()).startsWith("az cloud set --name AzureUSGovernment\n");
        assertThat(in(cloud("CHINA"), TENANT).azureCli()).startsWith("az cloud set --name AzureChinaCloud\n");
    }

    @Test
    void powerShellSendsThePresentCertificatesAgain() {
        assertThat(in(cloud("GCC_HIGH"), TENANT).powerShell())
                .contains("Connect-MgGraph -Scopes Application.ReadWrite.All -Environment USGov -TenantId " + TENANT)
                .contains("-Filter \"appId eq '" + CLIENT + "'\"")
                .contains("FromBase64String(\"" + FILE.base64() + "\")")
                .endsWith("-KeyCredentials (@($present | Where-Object { $_ }) + $added)");
    }

    /** What an administrator typed as tenant or client reaches a shell only as a GUID or the name of a domain. */
    @Test
    void aShellReadsTheAzureCliCommandsAsTheyAre() throws Exception {
        Path fake = Files.writeString(folder.resolve("az"), "#!/bin/sh\nfor a; do printf '[%s]' \"$a\"; done; echo\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        String command =
                in(cloud("WORLDWIDE"), "xn--mnchen-3ya.contoso.example").azureCli();
        var builder = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":/usr/bin:/bin");

        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output)
                .isEqualTo("[login][--allow-no-subscriptions][--tenant][xn--mnchen-3ya.contoso.example]\n"
                        + "[ad][app][credential][reset][--id][" + CLIENT + "][--append][--cert][@" + FILE.name()
                        + "]\n");
    }
}
