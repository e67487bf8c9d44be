package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signetmail.practice.Contoso;

/** The journey on a server that the operator's scripts set up, with a restart. */
abstract class InstalledJourney extends ArticleJourney {
    @Test
    void settingsAndTheOutcomeOfAMessageInFlightSurviveARestart() throws Exception {
        AdministratorAtWork administrator = env.administrator();
        administrator.typeContoso("Microsoft Graph");
        administrator.type("warned", "first.admin@partner.example");
        administrator.save();
        env.stopUnderAMail(administrator);
        env.server.start();
        env.reset();
        administrator = env.administrator();
        assertThat(administrator.tag()).hasText("Working");
        assertThat(administrator.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
    }
}
