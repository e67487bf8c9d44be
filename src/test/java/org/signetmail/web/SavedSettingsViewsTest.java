package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.check.CheckReport;
import org.signetmail.check.CheckReport.Verdict;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.SettingsChange;

/** What guide, status and result panels show over saved settings, and after a test. */
class SavedSettingsViewsTest {
    private static final Instant NOW = Instant.parse("2026-03-12T13:48:07Z");

    @TempDir
    Path folder;

    private PageFixture page;

    @BeforeEach
    void open() {
        page = new PageFixture(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        page.close();
    }

    private void saveContoso() throws Exception {
        page.disk
                .settings()
                .save(
                        new SettingsChange(
                                SampleSettings.contoso(0), Optional.of(SampleSettings.SECRET), Optional.empty()),
                        "admin");
        page.request();
        page.edited.take(page.saved.settings());
        page.render();
    }

    private void nextRequest() {
        page.request().render();
    }

    private List<String> steps() {
        return page.guide.getSteps().stream().map(GuideView.Step::state).toList();
    }

    private void tested(Verdict verdict) {
        MailAccount account = page.state.candidate().account().orElseThrow();
        page.workspace.begin(new CredentialsTestRun(
                account,
                new CheckReport(NOW, NOW, verdict, List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                page.clock));
        nextRequest();
    }

    @Nested
    class OverSavedSettings {
        @Test
        void theStoredSecretIsAtHand() throws Exception {
            saveContoso();

            assertThat(page.fields.isSecretTypable()).isFalse();
            assertThat(page.fields.getStoredLine()).startsWith("Added 12 Mar 2026 by admin, expires 8 Sep 2026");
            assertThat(page.credentials.isPossible()).isTrue();
            assertThat(page.status.getSaveState()).isEqualTo("Saved today, 13:48 UTC");
            assertThat(page.status.getTag().words()).isEqualTo("Not tested");
        }

        @Test
        void forAnotherDestinationTheSecretMustBeTyped() throws Exception {
            saveContoso();
            page.request();
            page.edited.form().put(Field.TENANT_ID, "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b");
            page.render();

            assertThat(page.fields.isSecretTypable()).isTrue();
            assertThat(page.fields.getMustBeTyped()).startsWith("The stored one is only ever sent where");
            assertThat(page.credentials.isPossible()).isFalse();
            assertThat(page.fields.getWas()).containsKey("tenantId");
        }

        @Test
        void aRefusedMailIsTheLastStepAndTheTag() throws Exception {
            saveContoso();
            page.disk
                    .settings()
                    .mailFailed(
                            NOW,
                            new Symptom(Peer.GRAPH, "ErrorAccessDenied", 403, "denied", "", "", NOW, Optional.empty()));
            nextRequest();

            assertThat(steps().get(7)).isEqualTo("bad");
            assertThat(page.guide.getSteps().get(7).note()).isEqualTo("Refused: ErrorAccessDenied");
            assertThat(page.status.getTag().words()).isEqualTo("Failing since 12 Mar 2026");
            assertThat(page.banners.getBanners()).hasSize(1);
        }

        @Test
        void anAcceptedMailIsWorking() throws Exception {
            saveContoso();
            page.disk.settings().credentialsPassed(NOW);
            page.disk.settings().mailAccepted(NOW);
            nextRequest();

            assertThat(page.status.getTag().words()).isEqualTo("Working");
            assertThat(steps()).containsOnly("done");
        }
    }

    @Nested
    class AfterATest {
        @Test
        void aPassedOneSaysSoUntilAValueChanges() throws Exception {
            saveContoso();
            tested(Verdict.PASSED);
            assertThat(page.credentials.getPanels()).singleElement().satisfies(panel -> {
                assertThat(panel.tone()).isEqualTo("ok");
                assertThat(panel.headline()).isEqualTo("Authentication Successful");
            });

            page.request();
            page.edited.form().put(Field.ROUTE, "GRAPH");
            page.render();
            assertThat(page.credentials.getPanels()).singleElement().satisfies(panel -> {
                assertThat(panel.tone()).isEqualTo("stale");
                assertThat(panel.headline()).isEqualTo("Out of date: Authentication Successful");
            });
        }

        @Test
        void aRunningOneShowsItsSeconds() throws Exception {
            saveContoso();
            tested(Verdict.RUNNING);

            assertThat(page.credentials.isRunning()).isTrue();
            assertThat(page.credentials.getPanels())
                    .singleElement()
                    .satisfies(panel -> assertThat(panel.when()).isEqualTo("0 of at most 15 seconds"));
        }

        @Test
        void aMailUnderWayIsAskedForAgain() throws Exception {
            saveContoso();
            page.workspace.begin(new TestMailRun(
                    new Mailbox("guest@partner.example"), "Signet test mail", NOW.minus(Duration.ofSeconds(2))));
            nextRequest();

            assertThat(page.testMail.isRunning()).isTrue();
            assertThat(page.testMail.getPanels())
                    .singleElement()
                    .satisfies(panel -> assertThat(panel.headline()).isEqualTo("Sending the test mail"));
        }
    }
}
