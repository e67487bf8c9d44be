package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LogCapture;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource.Reply;
import org.signetmail.token.TokenStatistics;

/** When a stored credential was last used, as Entra replied to the requests for the tokens of messages. */
@Timeout(60)
class CredentialUseTest {
    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;
    private OutcomeRecorder uses;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        uses = recorder(contoso.store, Clock.systemUTC());
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private static OutcomeRecorder recorder(StoreOnDisk node, Clock clock) {
        return DeliveryFixture.outcomeRecorder(node.settings(), node.credentials(), clock);
    }

    private MailSessionFactory sessions(Consumer<Reply> listener) {
        return DeliveryFixture.sessions(
                contoso.settings(),
                TokenFixture.tokens(OutboundProxy.NONE, Clock.systemUTC(), new TokenStatistics(), listener),
                OutboundProxy.NONE,
                Clock.systemUTC(),
                Duration.ofSeconds(20));
    }

    private Outcome send(MailSessionFactory sessions) throws Exception {
        try (MailSession session = sessions.system()) {
            return session.send(
                    MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", "Hello"), false));
        }
    }

    private void endCurrentSecret() {
        contoso.tenant.keys().endSecret(Contoso.CLIENT_SECRET, Instant.now().minus(Duration.ofMinutes(1)));
    }

    private CredentialInfo current() {
        return in(Optional.of(Slot.CURRENT));
    }

    private CredentialInfo in(Optional<Slot> slot) {
        return contoso.store.credentials().all().stream()
                .filter(info -> info.slot().equals(slot))
                .findFirst()
                .orElseThrow();
    }

    private ClientCredentials contosoWith(String secret) {
        return new ClientCredentials(contoso.settings().load().registration().orElseThrow(), new ClientSecret(secret));
    }

    private static Reply token(ClientCredentials by) {
        return new Reply(by, Optional.empty());
    }

    private static Reply refusal(ClientCredentials of, String code) {
        return new Reply(
                of, Optional.of(new Symptom(Peer.ENTRA, code, 401, "", "", "", Instant.EPOCH, Optional.empty())));
    }

    @ParameterizedTest
    @EnumSource
    void isATokenForAMessage(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        assertThat(current().workedAt()).isEmpty();

        assertThat(send(sessions(uses::record))).isInstanceOf(Outcome.Accepted.class);

        assertThat(current().workedAt()).isPresent();
        assertThat(current().failedAt()).isEmpty();
    }

    @Test
    void isARefusalWithItsCode() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        endCurrentSecret();

        assertThat(send(sessions(uses::record))).isInstanceOf(Outcome.Refused.class);

        assertThat(current().workedAt()).isEmpty();
        assertThat(current().failedAt()).isPresent();
        assertThat(current().failureCode()).contains("AADSTS7000222");
    }

    @Test
    void isRecordedForTheFormerOneThatWasSwitchedFrom() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        contoso.store
                .credentials()
                .addNext(
                        new ClientSecret(Contoso.NEW_SECRET),
                        contoso.settings().load().registration().orElseThrow(),
                        null,
                        null,
                        "admin");
        endCurrentSecret();

        assertThat(send(sessions(uses::record))).isInstanceOf(Outcome.Accepted.class);

        assertThat(in(Optional.empty()).failureCode()).contains("AADSTS7000222");
        uses.record(refusal(contosoWith(Contoso.CLIENT_SECRET), "AADSTS700016"));
        assertThat(in(Optional.empty()).failureCode()).contains("AADSTS700016");
        assertThat(current().failedAt()).isEmpty();
    }

    @Test
    void ofACredentialThatIsNotStoredIsRecordedNowhere() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);

        uses.record(token(contosoWith(Contoso.NEW_SECRET)));

        assertThat(current().workedAt()).isEmpty();
    }

    @Test
    void isRecordedOnceAMinuteWhileNothingElseHappens() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        var clock = new AdjustableClock();
        try (StoreOnDisk node = contoso.anotherNode(clock)) {
            var here = recorder(node, clock);
            var restarted = recorder(node, clock);
            Instant first = clock.instant();
            here.record(token(contosoWith(Contoso.CLIENT_SECRET)));
            int before = node.transactions();

            clock.advance(Duration.ofSeconds(59));
            here.record(token(contosoWith(Contoso.CLIENT_SECRET)));
            assertThat(node.transactions()).isEqualTo(before);
            restarted.record(token(contosoWith(Contoso.CLIENT_SECRET)));
            assertThat(current().workedAt()).contains(first);

            clock.advance(Duration.ofSeconds(1));
            here.record(token(contosoWith(Contoso.CLIENT_SECRET)));
            assertThat(current().workedAt()).contains(clock.instant());
        }
    }

    @Test
    void thatGoesOtherwiseThanTheLastIsRecordedAtOnce() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        var clock = new AdjustableClock();
        try (StoreOnDisk node = contoso.anotherNode(clock)) {
            var here = recorder(node, clock);
            ClientCredentials credentials = contosoWith(Contoso.CLIENT_SECRET);
            here.record(token(credentials));
            clock.advance(Duration.ofSeconds(1));
            here.record(refusal(credentials, "AADSTS7000222"));
            clock.advance(Duration.ofSeconds(1));
            here.record(refusal(credentials, "AADSTS7000215"));
            assertThat(current().failedAt()).contains(clock.instant());
            assertThat(current().failureCode()).contains("AADSTS7000215");

            clock.advance(Duration.ofSeconds(1));
            here.record(token(credentials));

            assertThat(current().workedAt()).contains(clock.instant());
        }
    }

    @Test
    void thatCannotBeRecordedCostsNoMessage() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        try (var log = new LogCapture()) {
            Outcome outcome = send(sessions(reply -> {
                throw new IllegalStateException("stopping");
            }));

            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
            assertThat(log.text()).contains("SIGNET-1412");
        }
    }

    @Test
    void withoutTheDatabaseIsLogged() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        ClientCredentials credentials = contosoWith(Contoso.CLIENT_SECRET);
        contoso.loseDatabase();
        try (var log = new LogCapture()) {
            uses.record(token(credentials));

            assertThat(log.text()).contains("SIGNET-1412").doesNotContain(Contoso.CLIENT_SECRET);
        }
    }
}
