package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.delivery.DeliveryAttempts.Attempt;
import org.signetmail.delivery.DeliveryStatistics.Result;
import org.signetmail.message.HandOver;
import org.signetmail.message.HandOverDenied;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.practice.Contoso;
import org.signetmail.token.LogCapture;

/** Messages that a queue prepares and attempts to deliver. */
@Timeout(120)
class DeliveryAttemptsTest extends AttemptsFixture {
    @ParameterizedTest
    @EnumSource
    void aPreparedMessageIsDeliveredAndRecorded(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        RenderedMessage mail = prepared("queued");
        assertThat(arrived()).isZero();
        assertThat(mail.from()).isEqualTo(FROM);
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        var foreign = new ClassLoader(null) {};
        Thread.currentThread().setContextClassLoader(foreign);
        try (var log = new LogCapture()) {
            Outcome outcome = sent(RenderedMessage.restored(mail.stored()), () -> {
                assertThat(arrived()).isZero();
                attempts.inFlightMails.await(Duration.ZERO);
                assertThat(Thread.currentThread().getContextClassLoader())
                        .isSameAs(SignetClassLoader.class.getClassLoader());
            });

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted -> assertThat(accepted.messageId()).isEqualTo(mail.messageId()));
            assertThat(log.text()).contains("SIGNET-1405", "mails=\"1\"");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(foreign);
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
        assertThat(arrived()).isEqualTo(1);
        assertThat(counted(route, Result.ACCEPTED)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDeniedMessageDoesNotArriveAndTakesNoneOfTheRateLimit(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        RenderedMessage mail = prepared("denied");
        for (int attempt = 0; attempt < PER_MINUTE + 1; attempt++) {
            assertThat(sent(mail, () -> {
                        throw new HandOverDenied("Another node has it.", null);
                    }))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.symptom().code()).isEqualTo(Symptom.HAND_OVER_DENIED));
        }
        assertThat(arrived()).isZero();
        assertThat(contoso.store.settings().status().failingSince()).isNull();

        assertThat(sent(mail, HandOver.UNRECORDED)).isInstanceOf(Outcome.Accepted.class);
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void aPermitIsForOneMessage() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        RenderedMessage mail = prepared("twice");
        try (Attempt attempt = begun()) {
            attempt.deliver(mail, APPLICATION, HandOver.UNRECORDED);

            assertThatIllegalStateException().isThrownBy(() -> attempt.deliver(mail, APPLICATION, HandOver.UNRECORDED));
        }
        assertThat(DeliveryFixture.statistics(sessions).inFlight()).isZero();
        assertThat(arrived()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void afterASwitchOfTheCredentialItIsSentAgain(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.store
                .credentials()
                .addNext(
                        new ClientSecret(Contoso.NEW_SECRET),
                        contoso.store.settings().load().registration().orElseThrow(),
                        null,
                        null,
                        "admin");
        restart();
        contoso.tenant.keys().endSecret(Contoso.CLIENT_SECRET, Instant.now().minus(Duration.ofMinutes(1)));
        RenderedMessage mail = prepared("switched");
        HandOver never = () -> {
            throw new AssertionError("handed over");
        };
        long before;
        try (Attempt attempt = begun()) {
            before = attempt.settingsVersion();
            assertThat(attempt.deliver(mail, APPLICATION, never)).isInstanceOf(Outcome.Refused.class);
            assertThat(attempt.isSwitched()).isTrue();
        }
        assertThat(counted(route, Result.REFUSED)).isZero();
        try (Attempt attempt = begun()) {
            assertThat(attempt.settingsVersion()).isGreaterThan(before);
            assertThat(attempt.deliver(mail, APPLICATION, HandOver.UNRECORDED)).isInstanceOf(Outcome.Accepted.class);
            assertThat(attempt.isSwitched()).isFalse();
        }
    }

    @Test
    void anInvalidMessageIsRecordedAndThrown() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        var restriction = new SenderRestriction(Set.of(new Mailbox(Contoso.SHARED)), Set.of(), null);
        try (var log = new LogCapture()) {
            assertThatExceptionOfType(InvalidMessage.class)
                    .isThrownBy(() -> attempts.prepare(
                            APPLICATION,
                            SenderRule.Author.SYSTEM,
                            restriction,
                            Draft.of(OutgoingMessage.of(mime("s"), null, Instant.now()))));
            assertThatExceptionOfType(InvalidMessage.class)
                    .isThrownBy(() -> attempts.prepare(
                            APPLICATION,
                            SenderRule.Author.SYSTEM,
                            SenderRestriction.NONE,
                            Draft.invalid(new InvalidMessage("canary reason"))));
            assertThat(log.text()).contains("SIGNET-1401", "application=\"newspaper\"", "canary reason");
        }
        assertThat(counted(DeliveryRoute.GRAPH, Result.REFUSED)).isEqualTo(2);
    }

    @Test
    void withoutADatabaseNothingBegins() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        contoso.loseDatabase();

        assertThatExceptionOfType(SettingsUnreadable.class).isThrownBy(() -> attempts.tryBegin(FROM));
    }
}
