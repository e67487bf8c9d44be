package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;
import org.signetmail.outbox.AttemptStore.Claimed;
import org.signetmail.outbox.Decision.Holdback;

/** What follows from each outcome. The codes are from the Microsoft 365 facts, sections 2 to 5. */
class DecisionTest {
    private static final Mailbox FROM = new Mailbox("notifications@contoso.example");
    private static final Duration GIVE_UP = Duration.ofDays(2);

    private static Decision of(Outcome outcome, Duration failing) {
        var claimed = new Claimed(1, 1, "newspaper", "<id@contoso.example>", "key", 0, failing);
        return Decision.of(outcome, claimed, 2, GIVE_UP, new Random(7));
    }

    private static Outcome.Refused refused(
            Peer peer, String code, int status, RefusalScope scope, String... recipients) {
        var symptom = new Symptom(peer, code, status, "words", "", "", Instant.EPOCH, Optional.empty());
        return new Outcome.Refused(
                FROM,
                Instant.EPOCH,
                symptom,
                scope,
                List.of(recipients).stream()
                        .map(address -> new RefusedRecipient(address, "words"))
                        .toList(),
                "<id@contoso.example>");
    }

    @ParameterizedTest
    @CsvSource({
        // What may be over by itself.
        "ENTRA, NET_UNREACHABLE, 0, ACCOUNT, RETRY, BRIEFLY",
        "ENTRA, AADSTS90033, 503, ACCOUNT, RETRY, BRIEFLY",
        "ENTRA, AADSTS90055, 429, ACCOUNT, RETRY, BRIEFLY",
        "GRAPH, ApplicationThrottled, 429, ACCOUNT, RETRY, BRIEFLY",
        "SMTP, 451 4.7.0, 451, ACCOUNT, RETRY, BRIEFLY",
        "SMTP, 432 4.3.2, 432, MAILBOX, RETRY, BRIEFLY",
        "SMTP, 450 4.2.1, 450, RECIPIENT, RETRY, NONE",
        // What an administrator has to remedy.
        "ENTRA, AADSTS7000222, 401, ACCOUNT, QUEUED, UNTIL_REMEDIED",
        "GRAPH, ErrorAccessDenied, 403, MAILBOX, QUEUED, UNTIL_REMEDIED",
        "SMTP, 535 5.7.139, 535, MAILBOX, QUEUED, UNTIL_REMEDIED",
        "SIGNET, ASSERTION_FILE, 0, ACCOUNT, QUEUED, UNTIL_REMEDIED",
        // What concerns the message.
        "GRAPH, TOO_LARGE, 0, MESSAGE, DEAD, NONE",
        "SMTP, 550 5.7.1, 550, RECIPIENT, DEAD, NONE",
        // Nothing was handed over.
        "SIGNET, HAND_OVER_DENIED, 0, MESSAGE, QUEUED, NONE",
    })
    void aRefusalLeadsTo(Peer peer, String code, int status, RefusalScope scope, OutboxState state, Holdback holdback) {
        Decision decision = of(refused(peer, code, status, scope), Duration.ZERO);
        assertThat(decision.ending().state()).isEqualTo(state);
        assertThat(decision.holdback()).isEqualTo(holdback);
        assertThat(decision.ending().failed()).isEqualTo(state == OutboxState.RETRY);
    }

    @ParameterizedTest
    @CsvSource({
        "SMTP, 450 4.2.1, 450, RECIPIENT, DEAD, NONE",
        "SMTP, 451 4.7.0, 451, ACCOUNT, QUEUED, UNTIL_REMEDIED",
        "ENTRA, NET_UNREACHABLE, 0, ACCOUNT, QUEUED, UNTIL_REMEDIED"
    })
    void afterTwoDaysOnlyTheMessagesOwnRefusalMakesItDead(
            Peer peer, String code, int status, RefusalScope scope, OutboxState state, Holdback holdback) {
        Decision decision = of(refused(peer, code, status, scope), GIVE_UP);
        assertThat(decision.ending().state()).isEqualTo(state);
        assertThat(decision.holdback()).isEqualTo(holdback);
    }

    @Test
    void theOthersOfARefusedRecipientGoOut() {
        Decision decision =
                of(refused(Peer.SMTP, "550 5.1.1", 550, RefusalScope.RECIPIENT, "a@partner.example"), Duration.ZERO);
        assertThat(decision.ending().state()).isEqualTo(OutboxState.QUEUED);
        assertThat(decision.ending().refused())
                .extracting(RefusedRecipient::address)
                .containsExactly("a@partner.example");
    }

    @Test
    void ifAllRecipientsAreRefusedTheMessageIsDead() {
        Decision decision = of(
                refused(Peer.SMTP, "550 5.1.1", 550, RefusalScope.RECIPIENT, "a@partner.example", "b@partner.example"),
                Duration.ZERO);
        assertThat(decision.ending().state()).isEqualTo(OutboxState.DEAD);
    }

    /** Else each message would become unknown at a server that takes messages and does not reply. */
    @Test
    void anUnknownOutcomeHoldsTheOthersBack() {
        Symptom silence = Symptom.unanswered(Peer.SMTP, Symptom.NET_TIME_OUT, "words", Instant.EPOCH);
        Decision decision =
                of(new Outcome.Unknown(FROM, "<id@contoso.example>", Instant.EPOCH, silence), Duration.ZERO);
        assertThat(decision.ending().state()).isEqualTo(OutboxState.UNKNOWN);
        assertThat(decision.holdback()).isEqualTo(Holdback.BRIEFLY);
    }

    @Test
    void delaysGrowUpToAnHour() {
        var random = new Random(7);
        assertThat(Decision.delay(0, random)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(Decision.delay(1, random)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(Decision.delay(30, random)).isBetween(Duration.ofMinutes(48), Duration.ofHours(1));
    }
}
