package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.token.LogCapture;

@Timeout(60)
class MailerTokensTest {
    private static final PlainTextMail HELLO = new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", "World");

    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;
    private Mailer mailer;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        mailer = contoso.mailer(Duration.ofSeconds(20));
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void oneTokenServesManyMessages(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        for (int mail = 0; mail < 3; mail++) {
            assertThat(mailer.sendFromSystem(HELLO)).isInstanceOf(Outcome.Accepted.class);
        }

        assertThat(contoso.tenant.requests().tokens()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void theOldTokenIsNotUsedWithANewSecret(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        mailer.sendFromSystem(HELLO);
        contoso.save(route, "wrong-secret");

        Outcome outcome = mailer.sendFromSystem(HELLO);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.symptom().peer()).isEqualTo(Peer.ENTRA);
            assertThat(refused.symptom().code()).isEqualTo("AADSTS7000215");
        });
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(1);
    }

    @Test
    void aCachedTokenThatGraphRefusesIsReplacedExactlyOnce() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        mailer.sendFromSystem(HELLO);
        contoso.tenant.failures().on(Failure.GRAPH_401);

        Outcome outcome = mailer.sendFromSystem(HELLO);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(contoso.tenant.requests().graph()).hasSize(3);
        assertThat(contoso.tenant.requests().tokens()).hasSize(2);
    }

    @Test
    void aCachedTokenThatExchangeRefusesIsReplacedExactlyOnce() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        mailer.sendFromSystem(HELLO);
        contoso.tenant.failures().on(Failure.AUTH_UNSUCCESSFUL);

        Outcome outcome = mailer.sendFor(new Mailbox(Contoso.FIRST_USER), HELLO); // Over a new connection.

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(contoso.tenant.requests().smtpAuths()).hasSize(3);
        assertThat(contoso.tenant.requests().tokens()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aTestRequestsANewTokenThatLaterMessagesUse(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        mailer.sendFromSystem(HELLO);

        assertThat(mailer.sendTest(HELLO)).isInstanceOf(Outcome.Accepted.class);
        String tokenOfTest = cachedToken(route);
        assertThat(contoso.tenant.requests().tokens()).hasSize(2);
        assertThat(mailer.sendTest(HELLO)).isInstanceOf(Outcome.Accepted.class);
        assertThat(contoso.tenant.requests().tokens()).hasSize(3);
        assertThat(cachedToken(route)).isNotEqualTo(tokenOfTest);

        mailer.sendFromSystem(HELLO);
        assertThat(contoso.tenant.requests().tokens()).hasSize(3);
    }

    /** The token in the cache. */
    private String cachedToken(DeliveryRoute route) throws Exception {
        var account = (MailAccount.Microsoft365) contoso.store.settings().account();
        return contoso.tokens.tokenFor(account.credentials(), route).value();
    }

    /** A consent applies to tokens that are issued afterwards. */
    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aNewConsentAppliesToATestAtOnce(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(Failure.NO_CONSENT);
        assertThat(mailer.sendFromSystem(HELLO)).isInstanceOf(Outcome.Refused.class);
        contoso.tenant.failures().off(Failure.NO_CONSENT);

        assertThat(mailer.sendTest(HELLO)).isInstanceOf(Outcome.Accepted.class);
        assertThat(mailer.sendFromSystem(HELLO)).isInstanceOf(Outcome.Accepted.class);
    }

    /**
     * While Entra throttles, no token is requested: the test fails with that reason, and valid cached tokens stay in
     * use.
     */
    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aTestRequestsNoTokenWhileEntraThrottles(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        mailer.sendFromSystem(HELLO);
        contoso.tenant.failures().on(Failure.ENTRA_THROTTLED);

        for (int test = 0; test < 3; test++) {
            assertThat(mailer.sendTest(HELLO)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.symptom().peer()).isEqualTo(Peer.ENTRA);
                assertThat(refused.symptom().status()).isEqualTo(429);
                assertThat(refused.symptom().retryAfter()).isPresent();
            });
        }

        assertThat(contoso.tenant.requests().tokens()).hasSize(2);
        assertThat(mailer.sendFromSystem(HELLO)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aNewTokenThatIsRefusedIsNotReplaced() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(Failure.GRAPH_401);

        mailer.sendFromSystem(HELLO);

        assertThat(contoso.tenant.requests().graph()).hasSize(1);
        assertThat(contoso.tenant.requests().tokens()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void neitherSecretNorTokenIsLoggedAtTheFinestLevel(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        try (var log = new LogCapture()) {
            Outcome accepted = mailer.sendFromSystem(HELLO);
            contoso.tenant.failures().on(Failure.GRAPH_ACCESS_DENIED);
            contoso.tenant.failures().on(Failure.AUTH_UNSUCCESSFUL);
            Outcome refused = mailer.sendFromSystem(HELLO);

            var credentials =
                    ((MailAccount.Microsoft365) contoso.store.settings().account()).credentials();
            String token = contoso.tokens.tokenFor(credentials, route).value();
            String everything = log.text() + accepted + refused + credentials;
            assertThat(everything.contains(Contoso.CLIENT_SECRET)).isFalse();
            assertThat(everything.contains("kP38Q")).isFalse();
            assertThat(everything.contains(token)).isFalse();
            assertThat(everything.contains(token.substring(token.lastIndexOf('.'))))
                    .isFalse();
        }
    }
}
