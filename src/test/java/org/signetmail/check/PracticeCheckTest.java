package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.check.CheckReport.Verdict;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.token.TokenFixture;

/** The check with the real token source against the practice tenant, for each of Entra's failures. */
class PracticeCheckTest {
    @TempDir
    static Path folder;

    private static PracticeTenant practice;
    private static ExecutorService threads;

    @BeforeAll
    static void open() throws IOException {
        practice = PracticeTenant.startOnFreePorts(folder);
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void close() {
        practice.close();
        threads.shutdownNow();
    }

    @BeforeEach
    void clearFailures() {
        practice.failures().clear();
    }

    @ParameterizedTest
    @CsvSource({"GRAPH, Mail.Send", "SMTP, SMTP.SendAsApp"})
    void rightCredentialsPassOnBothRoutes(DeliveryRoute route, String role) {
        var report = check(Contoso.CLIENT_SECRET, route);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.steps()).extracting(StepResult::state).containsOnly(StepResult.State.PASSED);
        assertThat(report.claims().orElseThrow().applicationName()).isEqualTo(Contoso.APPLICATION_NAME);
        assertThat(report.steps().get(4).detail()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET_EXPIRED, secret-expired, AADSTS7000222",
        "SECRET_WRONG, secret-wrong, AADSTS7000215",
        "APPLICATION_UNKNOWN, application-unknown, AADSTS700016",
        "TENANT_UNKNOWN, tenant-unknown, AADSTS90002",
        "TENANT_MALFORMED, tenant-malformed, AADSTS900023",
        "SERVICE_PRINCIPAL_MISSING, application-not-in-tenant, AADSTS7000229",
        "APPLICATION_DISABLED, application-disabled, AADSTS7000112",
        "CONDITIONAL_ACCESS, conditional-access, AADSTS53003",
        "RESOURCE_UNKNOWN, resource-unknown-graph, AADSTS500011",
        "ENTRA_THROTTLED, entra-throttled, too many requests",
        "ENTRA_SERVER_ERROR, entra-down, server error",
        "ENTRA_EMPTY_503, entra-down, server error",
        "ENTRA_HTML, entra-not-understood, unexpected answer",
        "ENTRA_HTML_502, entra-down, server error",
        "ENTRA_DOWN, entra-unreachable, no connection",
        "ENTRA_WRONG_HOST_NAME, entra-tls, TLS failed",
        "ENTRA_UNTRUSTED, entra-tls, TLS failed",
    })
    void eachFailureHasItsOwnExplanation(Failure failure, String finding, String detail) {
        practice.failures().on(failure);

        var report = check(Contoso.CLIENT_SECRET, DeliveryRoute.GRAPH);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.finding().orElseThrow().id()).isEqualTo(finding);
        assertThat(report.steps())
                .filteredOn(step -> step.state() == StepResult.State.FAILED)
                .singleElement()
                .satisfies(step -> assertThat(step.detail()).isEqualTo(detail));
    }

    @Test
    void aSilentEntraEndsInTime() {
        practice.failures().on(Failure.ENTRA_SILENT);

        var report = check(Contoso.CLIENT_SECRET, DeliveryRoute.GRAPH, Duration.ofSeconds(2));

        assertThat(report.finding().orElseThrow().id()).isEqualTo("entra-time-out");
    }

    @Test
    void aSecretIdIsRecognised() {
        assertThat(check(Contoso.SECRET_ID, DeliveryRoute.GRAPH)
                        .finding()
                        .orElseThrow()
                        .id())
                .isEqualTo("secret-id-pasted");
    }

    @ParameterizedTest
    @CsvSource({
        "ONLY_MAIL_SEND, SMTP, permission-missing-smtp",
        "ONLY_SMTP_SEND_AS_APP, GRAPH, permission-missing-graph",
        "NO_CONSENT, GRAPH, permission-missing-graph",
        "RBAC_FOR_APPLICATIONS, SMTP, permission-missing-smtp",
    })
    void aMissingPermissionWarnsAndNeverBlocks(Failure consent, DeliveryRoute route, String finding) {
        practice.failures().on(consent);

        var report = check(Contoso.CLIENT_SECRET, route);

        assertThat(report.verdict()).isEqualTo(Verdict.WARNED);
        assertThat(report.finding().orElseThrow().id()).isEqualTo(finding);
    }

    @Test
    void theIdsForMicrosoftsSupportAreKept() {
        practice.failures().on(Failure.SECRET_WRONG);

        var symptom = check(Contoso.CLIENT_SECRET, DeliveryRoute.GRAPH)
                .finding()
                .orElseThrow()
                .symptom();

        assertThat(symptom.correlationId()).isNotBlank();
        assertThat(symptom.traceId()).isNotBlank();
        assertThat(symptom.words()).doesNotContain(Contoso.CLIENT_SECRET);
    }

    private static CheckReport check(String secret, DeliveryRoute route) {
        return check(secret, route, Duration.ofSeconds(14));
    }

    @SuppressWarnings("UnnecessaryAssignment") // There is no container.
    private static CheckReport check(String secret, DeliveryRoute route, Duration limit) {
        Clock clock = Clock.systemUTC();
        var check = CheckFixture.check(TokenFixture.tokens(OutboundProxy.NONE, clock), threads);
        check.authority = TokenFixture.probe(OutboundProxy.NONE, clock);
        check.clock = clock;
        check.limit = limit;
        var cloud = Cloud.custom(
                practice.authority(),
                practice.graph(),
                new SmtpServer(practice.smtpHost(), practice.smtpPort()),
                Trust.only(practice.caFile()));
        var application =
                new ApplicationRegistration(cloud, new TenantId(Contoso.TENANT_ID), new ClientId(Contoso.CLIENT_ID));
        return check.run(
                new MailAccount.Microsoft365(new ClientCredentials(application, new ClientSecret(secret)), route),
                report -> {});
    }
}
