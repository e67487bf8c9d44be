package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.Clouds;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.account.UserSender;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.SettingsChange;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.TokenFixture;

/** Failing messages in the practice tenant, and their findings. */
class SentAndExplainedTest {
    private static final PlainTextMail TEST_MAIL =
            new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Test", "Test");

    @TempDir
    static Path folder;

    private static PracticeTenant practice;
    private static StoreOnDisk store;
    private static Cloud cloud;

    private final Findings findings = new Findings();

    @BeforeAll
    static void open() throws IOException {
        practice = PracticeTenant.startOnFreePorts(folder.resolve("practice"));
        cloud = Cloud.custom(
                practice.authority(),
                practice.graph(),
                new SmtpServer(practice.smtpHost(), practice.smtpPort()),
                Trust.only(practice.caFile()));
        store = StoreOnDisk.open(folder.resolve("store"), Clock.systemUTC(), Clouds.with(Optional.of(cloud)));
    }

    @AfterAll
    static void close() {
        store.close();
        practice.close();
    }

    @AfterEach
    void clearFailures() {
        practice.failures().clear();
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH_401, graph-token-expired",
        "GRAPH_ACCESS_DENIED, graph-access-denied",
        "GRAPH_ACCESS_POLICY, graph-policy-blocks-mailbox",
        "GRAPH_SEND_AS_DENIED, graph-send-as-denied",
        "MAILBOX_UNKNOWN, graph-mailbox-unknown",
        "MAILBOX_NOT_ENABLED, graph-mailbox-not-online",
        "GRAPH_TOO_LARGE, graph-too-large",
        "GRAPH_THROTTLED, graph-throttled",
        "GRAPH_504, graph-outcome-unknown",
        "GRAPH_DROPS, graph-outcome-unknown",
        "GRAPH_200, graph-200",
        "GRAPH_DOWN, graph-unreachable",
        "NO_CONSENT, graph-access-denied",
        "SECRET_EXPIRED, secret-expired",
    })
    void byGraph(Failure failure, String finding) throws Exception {
        assertThat(explained(DeliveryRoute.GRAPH, failure).id()).isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_UNSUCCESSFUL, smtp-token-refused",
        "NO_CONSENT, smtp-token-refused",
        "SMTP_AUTH_OFF_TENANT, smtp-auth-off-tenant",
        "SMTP_AUTH_OFF_MAILBOX, smtp-auth-off-mailbox",
        "SECURITY_DEFAULTS, smtp-security-defaults",
        "BASIC_DISABLED, smtp-basic-off",
        "CREDENTIALS_INCORRECT, smtp-user-password-wrong",
        "CRITERIA_NOT_MET, smtp-policy-refused",
        "ACCOUNT_LOCKED, smtp-account-locked",
        "MAILBOX_PERMISSION_MISSING, smtp-mailbox-permission-missing",
        "SMTP_SEND_AS_DENIED, smtp-send-as-denied",
        "SMTP_CONCURRENCY, smtp-too-many-connections",
        "SENDER_THROTTLED, smtp-errors-throttled",
        "DAILY_LIMIT, smtp-daily-limit",
        "MAILBOX_FULL, smtp-mailbox-full",
        "PRX, exchange-temporary",
        "SMTP_DROPS_AFTER_DOT, smtp-outcome-unknown",
        "NO_STARTTLS, smtp-no-starttls",
        "NO_XOAUTH2, smtp-offers-no-sign-in",
        "WRONG_HOST_NAME, smtp-tls",
        "SMTP_UNTRUSTED, smtp-tls",
        "SMTP_DOWN, smtp-unreachable",
        "SECRET_EXPIRED, secret-expired",
    })
    void bySmtp(Failure failure, String finding) throws Exception {
        assertThat(explained(DeliveryRoute.SMTP, failure).id()).isEqualTo(finding);
    }

    private Finding explained(DeliveryRoute route, Failure failure) throws Exception {
        save(route);
        practice.failures().on(failure);
        var scene = new Findings.FindingContext(
                cloud, route, "", Contoso.TENANT_ID, Contoso.CLIENT_ID, Contoso.NOTIFICATIONS, Contoso.GUEST);
        // A separate token cache for each message: a cached token would hide Entra's reply.
        var tokens = TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC());
        Outcome outcome = DeliveryFixture.mailer(
                        store.settings(), tokens, OutboundProxy.NONE, Clock.systemUTC(), Duration.ofSeconds(20))
                .sendFromSystem(TEST_MAIL);
        return outcome instanceof Outcome.Unknown unknown
                ? findings.explainUnknown(unknown.symptom(), scene)
                : findings.explain(((Outcome.Refused) outcome).symptom(), scene);
    }

    private static void save(DeliveryRoute route) throws Exception {
        var application =
                new ApplicationRegistration(cloud, new TenantId(Contoso.TENANT_ID), new ClientId(Contoso.CLIENT_ID));
        var wanted = SampleSettings.sending(
                store.settings().load().version(),
                application,
                route,
                new Mailbox(Contoso.NOTIFICATIONS),
                UserSender.USER_EMAIL,
                List.of());
        store.settings()
                .save(
                        new SettingsChange(
                                wanted, Optional.of(new ClientSecret(Contoso.CLIENT_SECRET)), Optional.empty()),
                        "admin");
    }
}
