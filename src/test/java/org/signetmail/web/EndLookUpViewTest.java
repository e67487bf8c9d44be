package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.directory.RegisteredCredentials.Secret;
import org.signetmail.directory.SecretLookUp.Found;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.SettingsChange;
import org.signetmail.web.EndLookUpView.Suggestion;

/** What the look-up of the client secret's end shows. */
class EndLookUpViewTest {
    private static final Instant NOW = Instant.parse("2026-03-12T13:48:07Z");

    @TempDir
    Path folder;

    private PageFixture page;
    private EndLookUpRun run;

    @BeforeEach
    void saveContosoAndBegin() throws Exception {
        page = new PageFixture(folder, Clock.fixed(NOW, ZoneOffset.UTC));
        page.disk
                .settings()
                .save(
                        new SettingsChange(
                                SampleSettings.contoso(0), Optional.of(SampleSettings.SECRET), Optional.empty()),
                        "admin");
        page.request();
        page.edited.take(page.saved.settings());
        page.render();
        run = new EndLookUpRun(page.state.candidate().account().orElseThrow(), NOW);
        page.workspace.begin(run);
        page.request().render();
    }

    @AfterEach
    void close() {
        page.close();
    }

    private static Secret secret(String name, String end) {
        return new Secret("k", name, "8Q~", Instant.parse("2026-01-02T03:04:05Z"), Instant.parse(end));
    }

    private String headlineAfter(Runnable end) {
        end.run();
        page.request().render();
        return page.lookUp.getPanels().get(0).headline();
    }

    @Test
    void whileItRunsThePagePolls() {
        assertThat(page.lookUp.isRunning()).isTrue();
        assertThat(page.lookUp.getPanels().get(0).running()).isTrue();
        assertThat(page.lookUp.getSuggestions()).isEmpty();
    }

    /** A run that ends while the page is rendered must not leave it half running, without another poll. */
    @Test
    void oneRequestSeesOneState() {
        assertThat(page.lookUp.isRunning()).isTrue();
        run.found(new Found(List.of(), 1, 0));

        assertThat(page.lookUp.getPanels().get(0).running()).isTrue();
    }

    @Test
    void theOnlySecretIsSuggestedWithItsDayInUtc() {
        String headline =
                headlineAfter(() -> run.found(new Found(List.of(secret("Signet", "2027-03-31T23:30:00Z")), 0, 0)));

        assertThat(headline).isEqualTo("The application has one secret, and it fits");
        assertThat(page.lookUp.isRunning()).isFalse();
        assertThat(page.lookUp.getSuggestions())
                .containsExactly(new Suggestion(
                        "31 Mar 2027",
                        "Signet: begins with 8Q~, made on 2 Jan 2026, ends on 31 Mar 2027, 23:30 (UTC)",
                        "Use 31 Mar 2027"));
    }

    @Test
    void oneOfSeveralSecretsIsLessSure() {
        assertThat(headlineAfter(() -> run.found(new Found(List.of(secret("", "2027-03-31T23:30:00Z")), 2, 0))))
                .isEqualTo("One secret of the application fits");
        assertThat(page.lookUp.getPanels().get(0).explanation()).contains("three characters is unlikely, but possible");
        assertThat(page.lookUp.getSuggestions().get(0).name()).startsWith("Without a description:");
    }

    @Test
    void allThatFitAreOffered() {
        assertThat(headlineAfter(() -> run.found(new Found(
                        List.of(secret("one", "2027-03-31T23:30:00Z"), secret("two", "2027-01-01T00:00:00Z")), 0, 0))))
                .isEqualTo("Several secrets of the application fit");
        assertThat(page.lookUp.getPanels().get(0).explanation()).contains("take the earliest date");
        assertThat(page.lookUp.getSuggestions())
                .extracting(Suggestion::day)
                .containsExactly("31 Mar 2027", "1 Jan 2027");
    }

    @Test
    void noneIsExplained() {
        assertThat(headlineAfter(() -> run.found(new Found(List.of(), 2, 0))))
                .isEqualTo("No secret of the application fits");
        assertThat(headlineAfter(() -> run.found(new Found(List.of(), 2, 1))))
                .isEqualTo("No secret of the application can be recognised");
    }

    @Test
    void aMissingPermissionIsExplainedWithWhatToDo() {
        assertThat(headlineAfter(() -> run.failed(symptom(Peer.GRAPH, "Authorization_RequestDenied", 403))))
                .isEqualTo("The application may not read its own registration");
        assertThat(page.lookUp.getPanels().get(0).explanation())
                .contains("Application.Read.All", "sending mail does not need it", "type it here");
    }

    @Test
    void aRefusedTokenIsExplainedAsByTestCredentials() {
        assertThat(headlineAfter(() -> run.failed(symptom(Peer.ENTRA, "AADSTS7000222", 401))))
                .containsIgnoringCase("expired");
    }

    @Test
    void aFaultIsSaid() {
        assertThat(headlineAfter(run::finish)).contains("bug in Signet");
    }

    @Test
    void theResultDisappearsWithTheValuesThatItIsFor() {
        run.found(new Found(List.of(secret("Signet", "2027-03-31T23:30:00Z")), 0, 0));
        page.request();
        page.edited.form().put(Field.TENANT_ID, "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b");
        page.render();

        assertThat(page.lookUp.getPanels()).isEmpty();
        assertThat(page.lookUp.getSuggestions()).isEmpty();
        assertThat(page.lookUp.isRunning()).isFalse();
    }

    private static Symptom symptom(Peer peer, String code, int status) {
        return new Symptom(peer, code, status, "words", "", "", NOW, Optional.empty());
    }
}
