package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.check.CheckFixture.CLIENT;
import static org.signetmail.check.CheckFixture.NOW;
import static org.signetmail.check.CheckFixture.OTHER_ID;
import static org.signetmail.check.CheckFixture.SECRET;
import static org.signetmail.check.CheckFixture.TENANT;
import static org.signetmail.check.CheckFixture.account;
import static org.signetmail.check.CheckFixture.calling;
import static org.signetmail.check.CheckFixture.check;
import static org.signetmail.check.CheckFixture.exchangeToken;
import static org.signetmail.check.CheckFixture.failing;
import static org.signetmail.check.CheckFixture.graphToken;
import static org.signetmail.check.CheckFixture.returning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.check.CheckReport.Verdict;
import org.signetmail.check.StepResult.State;
import org.signetmail.token.AuthorityProbe;
import org.signetmail.token.TokenSource;
import org.signetmail.token.TokenUnavailable;

@SuppressWarnings("UnnecessaryAssignment") // There is no container.
class CredentialsCheckTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CheckReport> told = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Nested
    class RightCredentials {
        @Test
        void passEveryStep() {
            var report = run(
                    returning(graphToken(TENANT, CLIENT, "Mail.Send")), account(SECRET, TENANT, DeliveryRoute.GRAPH));

            assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(report.steps())
                    .extracting(StepResult::state)
                    .containsOnly(State.PASSED)
                    .hasSize(5);
            assertThat(report.steps())
                    .extracting(StepResult::title)
                    .containsExactly(
                            "Values are complete and well formed",
                            "login.microsoftonline.com answers",
                            "Microsoft checks the secret and issues a token",
                            "The token is for this tenant and application",
                            "The token may send by Microsoft Graph");
            assertThat(report.steps()).extracting(StepResult::detail).contains("84 ms");
            assertThat(report.finding()).isEmpty();
            assertThat(report.claims().orElseThrow().applicationName()).isEqualTo("Signet Mail");
            assertThat(report.tokenExpiresAt()).contains(NOW.plusSeconds(3599));
        }

        @Test
        void areReportedStepByStep() {
            run(returning(graphToken(TENANT, CLIENT, "Mail.Send")), account(SECRET, TENANT, DeliveryRoute.GRAPH));

            assertThat(told)
                    .extracting(CheckReport::verdict)
                    .startsWith(Verdict.RUNNING)
                    .endsWith(Verdict.PASSED);
            for (int step = 0; step < 5; step++) {
                int at = step;
                assertThat(told).anyMatch(report -> report.steps().get(at).state() == State.RUNNING);
            }
        }

        @Test
        void passWithATenantTypedAsADomain() {
            var report = run(
                    returning(graphToken(TENANT, CLIENT, "Mail.Send")),
                    account(SECRET, "contoso.com", DeliveryRoute.GRAPH));

            assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(report.steps().get(3).detail()).contains("domain");
        }

        @Test
        void passWithAnUnreadableToken() {
            var report = run(returning("opaque"), account(SECRET, TENANT, DeliveryRoute.GRAPH));

            assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(report.steps().get(3))
                    .isEqualTo(new StepResult(
                            "The token is for this tenant and application", State.SKIPPED, "can’t be read"));
            assertThat(report.steps().get(4).state()).isEqualTo(State.SKIPPED);
        }
    }

    @Nested
    class AMismatchingToken {
        @Test
        void warnsAboutAMissingPermissionAndNeverBlocks() {
            var report = run(returning(exchangeToken(TENANT, CLIENT, "")), account(SECRET, TENANT, DeliveryRoute.SMTP));

            assertThat(report.verdict()).isEqualTo(Verdict.WARNED);
            assertThat(report.steps().get(4))
                    .isEqualTo(new StepResult("The token may send by SMTP", State.WARNED, "SMTP.SendAsApp missing"));
            assertThat(report.finding().orElseThrow().id()).isEqualTo("permission-missing-smtp");
        }

        @Test
        void ofAnotherAudienceFails() {
            var report = run(
                    returning(graphToken(TENANT, CLIENT, "Mail.Send")), account(SECRET, TENANT, DeliveryRoute.SMTP));

            assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(report.finding().orElseThrow().id()).isEqualTo("token-other-audience");
            assertThat(report.steps()).extracting(StepResult::state).endsWith(State.FAILED, State.SKIPPED);
        }

        @Test
        void ofAnotherTenantFails() {
            var report = run(
                    returning(graphToken(OTHER_ID, CLIENT, "Mail.Send")), account(SECRET, TENANT, DeliveryRoute.GRAPH));

            assertThat(report.finding().orElseThrow().id()).isEqualTo("token-other-tenant");
            assertThat(report.finding().orElseThrow().field()).isEqualTo("tenantId");
        }

        @Test
        void ofAnotherApplicationFails() {
            var report = run(
                    returning(graphToken(TENANT, OTHER_ID, "Mail.Send")), account(SECRET, TENANT, DeliveryRoute.GRAPH));

            assertThat(report.finding().orElseThrow().id()).isEqualTo("token-other-application");
        }
    }

    @Nested
    class AFailure {
        @Test
        void ofTheSecretNamesItAndSkipsTheRest() {
            var report = run(failing("AADSTS7000215", 401), account(SECRET, TENANT, DeliveryRoute.GRAPH));

            assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(report.steps())
                    .extracting(StepResult::state)
                    .containsExactly(State.PASSED, State.PASSED, State.FAILED, State.SKIPPED, State.SKIPPED);
            assertThat(report.steps().get(2).detail()).isEqualTo("AADSTS7000215");
            assertThat(report.finding().orElseThrow().id()).isEqualTo("secret-wrong");
            assertThat(told).last().isEqualTo(report);
        }

        @Test
        void ofASecretIdNamesTheMistake() {
            var report = run(failing("AADSTS7000215", 401), account(CLIENT, TENANT, DeliveryRoute.GRAPH));

            assertThat(report.finding().orElseThrow().id()).isEqualTo("secret-id-pasted");
        }

        @Test
        void toReachEntraEndsBeforeTheSecretIsSent() {
            var check = check(failing("never asked", 0), threads);
            check.authority = new AuthorityProbe() {
                @Override
                public Duration reach(Cloud cloud) throws TokenUnavailable {
                    throw new TokenUnavailable(Symptom.unanswered(Peer.ENTRA, Symptom.NET_NAME, "unknown host", NOW));
                }
            };
            var report = check.run(account(SECRET, TENANT, DeliveryRoute.GRAPH), told::add);

            assertThat(report.steps().get(1))
                    .isEqualTo(new StepResult("login.microsoftonline.com answers", State.FAILED, "name not found"));
            assertThat(report.finding().orElseThrow().id()).isEqualTo("entra-name");
        }

        @Test
        void ofSignetItselfIsAReport() {
            var report = run(
                    calling(() -> {
                        throw new IllegalStateException("a bug");
                    }),
                    account(SECRET, TENANT, DeliveryRoute.GRAPH));

            assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(report.finding().orElseThrow().id()).isEqualTo("check-broken");
        }
    }

    private CheckReport run(TokenSource tokens, MailAccount account) {
        return check(tokens, threads).run(account, told::add);
    }
}
