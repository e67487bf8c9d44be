package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.token.TokenFixture;

/** The outcome of each failure that the practice tenant can simulate. */
@Timeout(60)
class FailuresOfEachRouteTest {
    private static final PlainTextMail HELLO = new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", "World");

    @TempDir
    static Path folder;

    private static PracticeTenantFixture contoso;

    @BeforeAll
    static void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
    }

    @AfterAll
    static void tenantStops() {
        contoso.close();
    }

    @AfterEach
    void allOff() {
        contoso.tenant.failures().clear();
    }

    private static Outcome sent(DeliveryRoute route, Failure failure) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(failure);
        boolean waits = failure.name().contains("SILENT");
        // A token cache of its own for each case: a cached token would hide the reply of Entra.
        Mailer mailer = DeliveryFixture.mailer(
                contoso.store.settings(),
                TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC()),
                OutboundProxy.NONE,
                Clock.systemUTC(),
                waits ? Duration.ofSeconds(2) : Duration.ofSeconds(20));
        return mailer.sendFromSystem(HELLO);
    }

    private static Symptom symptom(Outcome outcome, String kind) {
        assertThat(outcome.getClass().getSimpleName()).as("%s", outcome).isEqualTo(kind);
        return outcome instanceof Outcome.Refused refused ? refused.symptom() : ((Outcome.Unknown) outcome).symptom();
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH_401, Refused, InvalidAuthenticationToken, 401",
        "GRAPH_ACCESS_DENIED, Refused, ErrorAccessDenied, 403",
        "GRAPH_ACCESS_POLICY, Refused, ErrorAccessDenied, 403",
        "GRAPH_SEND_AS_DENIED, Refused, ErrorSendAsDenied, 403",
        "MAILBOX_UNKNOWN, Refused, ErrorInvalidUser, 404",
        "MAILBOX_NOT_ENABLED, Refused, MailboxNotEnabledForRESTAPI, 404",
        "GRAPH_TOO_LARGE, Refused, NET_NOT_UNDERSTOOD, 413",
        "GRAPH_THROTTLED, Refused, ApplicationThrottled, 429",
        "GRAPH_503, Unknown, serviceNotAvailable, 503",
        "GRAPH_504, Unknown, GatewayTimeout, 504",
        "GRAPH_SILENT, Unknown, NET_TIME_OUT, 0",
        "GRAPH_DROPS, Unknown, NET_UNREACHABLE, 0",
        "GRAPH_200, Refused, GRAPH_200, 200",
        "GRAPH_DOWN, Refused, NET_UNREACHABLE, 0"
    })
    void failuresOfGraphHaveTheirCodeAndStatus(Failure failure, String kind, String code, int status) throws Exception {
        Symptom symptom = symptom(sent(DeliveryRoute.GRAPH, failure), kind);

        assertThat(symptom.peer()).isEqualTo(Peer.GRAPH);
        assertThat(symptom.code()).isEqualTo(code);
        assertThat(symptom.status()).isEqualTo(status);
        assertThat(symptom.words()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_UNSUCCESSFUL, Refused, 535 5.7.3",
        "SMTP_AUTH_OFF_TENANT, Refused, 535 5.7.139",
        "SMTP_AUTH_OFF_MAILBOX, Refused, 535 5.7.139",
        "SECURITY_DEFAULTS, Refused, 535 5.7.139",
        "BASIC_DISABLED, Refused, 535 5.7.139",
        "CREDENTIALS_INCORRECT, Refused, 535 5.7.139",
        "CRITERIA_NOT_MET, Refused, 535 5.7.139",
        "ACCOUNT_LOCKED, Refused, 535 5.7.139",
        "MAILBOX_PERMISSION_MISSING, Refused, 430 4.2.0",
        "SMTP_SEND_AS_DENIED, Refused, 554 5.2.252",
        "SMTP_CONCURRENCY, Refused, 432 4.3.2",
        "SENDER_THROTTLED, Refused, 550 5.2.252",
        "DAILY_LIMIT, Refused, 554 5.2.0",
        "MAILBOX_FULL, Refused, 554 5.2.2",
        "PRX, Refused, 451 4.7.0",
        "NO_CONSENT, Refused, 535 5.7.3",
        "SMTP_SILENT_AFTER_DOT, Unknown, NET_TIME_OUT",
        "SMTP_DROPS_AFTER_DOT, Unknown, NET_UNREACHABLE",
        "SMTP_SILENT, Refused, NET_TIME_OUT",
        "NO_STARTTLS, Refused, NET_TLS",
        "NO_XOAUTH2, Refused, SMTP_NO_SIGN_IN",
        "WRONG_HOST_NAME, Refused, NET_TLS",
        "SMTP_UNTRUSTED, Refused, NET_TLS",
        "SMTP_DOWN, Refused, NET_UNREACHABLE"
    })
    void failuresOfExchangeHaveTheirCode(Failure failure, String kind, String code) throws Exception {
        Symptom symptom = symptom(sent(DeliveryRoute.SMTP, failure), kind);

        assertThat(symptom.peer()).isEqualTo(Peer.SMTP);
        assertThat(symptom.code()).isEqualTo(code);
        assertThat(symptom.status()).isEqualTo(code.matches("[0-9].*") ? Integer.parseInt(code.substring(0, 3)) : 0);
        assertThat(symptom.words()).isNotBlank().doesNotContain("\r", "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET_EXPIRED, AADSTS7000222",
        "APPLICATION_UNKNOWN, AADSTS700016",
        "CONDITIONAL_ACCESS, AADSTS53003",
        "ENTRA_THROTTLED, AADSTS90055",
        "ENTRA_HTML, NET_NOT_UNDERSTOOD",
        "ENTRA_DOWN, NET_UNREACHABLE",
        "ENTRA_UNTRUSTED, NET_TLS"
    })
    void failuresOfEntraAreRefusalsOnBothRoutes(Failure failure, String code) throws Exception {
        for (DeliveryRoute route : DeliveryRoute.values()) {
            Symptom symptom = symptom(sent(route, failure), "Refused");

            assertThat(symptom.peer()).isEqualTo(Peer.ENTRA);
            assertThat(symptom.code()).isEqualTo(code);
        }
    }

    @Test
    void theRetryAfterOfGraphIsKept() throws Exception {
        assertThat(symptom(sent(DeliveryRoute.GRAPH, Failure.GRAPH_THROTTLED), "Refused")
                        .retryAfter())
                .isPresent();
    }

    @Test
    void noTokenIsSentWithoutStarttls() throws Exception {
        int mark = contoso.tenant.requests().mark();

        sent(DeliveryRoute.SMTP, Failure.NO_STARTTLS);

        assertThat(contoso.tenant.requests().since(mark).smtpAuths()).isEmpty();
    }
}
