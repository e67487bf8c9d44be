package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;
import org.signetmail.server.DatabaseUnderTest;
import org.signetmail.server.PayaraMicro;

/** Two nodes share one PostgreSQL database and one sealing key. */
@Tag("on-demand")
class TwoNodesIT {
    @Test
    void settingsSavedOnOneNodeAreUsedByTheOther(@TempDir Path folder) throws Exception {
        try (var database = new DatabaseUnderTest(folder);
                var env = new TestEnvironment("node-1", folder);
                var second = PayaraMicro.named("node-2", Files.createDirectories(folder.resolve("second")))) {
            env.server
                    .with("signet.database.url", database.url())
                    .with("signet.database.user", database.user())
                    .withVariable("SIGNET_DATABASE_PASSWORD", database.password());
            env.start();
            second.with("signet.database.url", database.url())
                    .with("signet.database.user", database.user())
                    .withVariable("SIGNET_DATABASE_PASSWORD", database.password());
            second.withVariable("SIGNET_ADMIN_PASSWORD", TestEnvironment.PASSWORD)
                    .with("signet.key.file", env.data.resolve("signet.key").toString());
            env.tenant.asCustomCloud().forEach(second::with);
            second.start();

            AdministratorAtWork onFirst = env.administrator();
            onFirst.typeContoso("Microsoft Graph");
            onFirst.save();

            var onSecond = new AdministratorAtWork(env.chromium().person().newPage(), second);
            onSecond.signIn("admin", TestEnvironment.PASSWORD);
            assertThat(onSecond.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
            assertThat(onSecond.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");
            assertThat(env.tenant.mailboxes().sent(Contoso.NOTIFICATIONS)).hasSize(1);
            onSecond.type("warned", "from.second@partner.example");
            onSecond.save();

            onFirst.openSettings();
            assertThat(onFirst.tag()).hasText("Working");
            assertThat(onFirst.typed("warned")).isEqualTo("from.second@partner.example");
        }
    }
}
