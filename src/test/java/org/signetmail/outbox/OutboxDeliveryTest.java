package org.signetmail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.delivery.Working;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/** What becomes of accepted messages at the practice tenant. */
@Timeout(120)
class OutboxDeliveryTest extends OutboxAtPractice {
    @ParameterizedTest
    @EnumSource
    void anAcceptedMessageArrives(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        outbox.started();
        String id = outbox.accept(Lane.NORMAL, mail("Hello"));
        outbox.awaitStates(OutboxState.SENT);
        assertThat(arrived()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Hello");
            assertThat(mail.header("Message-ID").orElse(""))
                    .isIn(id, outbox.rows().get(0).serverId);
        });
        assertThat(outbox.rows().get(0).keyId).as("its content is deleted").isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH, ENTRA_DOWN",
        "SMTP, ENTRA_DOWN",
        "GRAPH, GRAPH_DOWN",
        "SMTP, SMTP_DOWN",
        "GRAPH, ENTRA_SERVER_ERROR"
    })
    void anOutageDelaysAndLosesNothing(DeliveryRoute route, Failure outage) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(outage);
        outbox.started();
        for (int number = 0; number < 5; number++) {
            outbox.accept(Lane.NORMAL, mail("mail " + number));
        }
        outbox.await(() -> outbox.states().contains(OutboxState.RETRY));
        assertThat(arrived()).isEmpty();

        contoso.tenant.failures().clear();
        contoso.store()
                .inTransaction(entities -> entities.createQuery("update OutboxRow m set m.dueAt = 0")
                        .executeUpdate());

        outbox.await(() -> outbox.states().stream().allMatch(state -> state == OutboxState.SENT));
        assertThat(subjects()).containsExactlyInAnyOrder("mail 0", "mail 1", "mail 2", "mail 3", "mail 4");
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH, SECRET_EXPIRED, *",
        "SMTP, SECRET_EXPIRED, *",
        "GRAPH, GRAPH_ACCESS_DENIED, notifications@contoso.example",
        "SMTP, SMTP_AUTH_OFF_MAILBOX, notifications@contoso.example"
    })
    void aRefusalOfTheAccountOrMailboxLetsAllWaitUntilASave(DeliveryRoute route, Failure failure, String paused)
            throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(failure);
        outbox.started();
        for (int number = 0; number < 5; number++) {
            outbox.accept(Lane.NORMAL, mail("mail " + number));
        }
        outbox.await(() -> !outbox.pauses().isEmpty());
        assertThat(outbox.pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause.subject).isEqualTo(paused));
        outbox.await(() -> outbox.states().stream().allMatch(state -> state == OutboxState.QUEUED));
        assertThat(outbox.rows()).allSatisfy(row -> assertThat(row.failures).isZero());

        contoso.tenant.failures().clear();
        contoso.save(route, Contoso.NEW_SECRET);

        outbox.await(() -> outbox.states().stream().allMatch(state -> state == OutboxState.SENT));
        assertThat(outbox.pauses()).isEmpty();
        assertThat(subjects()).containsExactlyInAnyOrder("mail 0", "mail 1", "mail 2", "mail 3", "mail 4");
    }

    @Test
    void aPassedTestOrTheSelfCheckEndsAPause() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(Failure.GRAPH_ACCESS_DENIED);
        outbox.started();
        outbox.accept(Lane.NORMAL, mail("Hello"));
        outbox.await(() -> !outbox.pauses().isEmpty());
        contoso.tenant.failures().clear();
        outbox.worker.pauses.endAll(new Working());
        outbox.awaitStates(OutboxState.SENT);
    }

    @ParameterizedTest
    @CsvSource("GRAPH, GRAPH_TOO_LARGE")
    void aRefusedMessageIsDeadAndNoOther(DeliveryRoute route, Failure failure) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(failure);
        outbox.started();
        outbox.accept(Lane.NORMAL, mail("refused"));
        outbox.awaitStates(OutboxState.DEAD);
        contoso.tenant.failures().clear();
        outbox.accept(Lane.NORMAL, mail("next"));
        outbox.awaitStates(OutboxState.DEAD, OutboxState.SENT);
        assertThat(subjects()).containsExactly("next");
    }

    @ParameterizedTest
    @CsvSource({"GRAPH, GRAPH_DROPS, 0", "GRAPH, GRAPH_504, 1", "SMTP, SMTP_DROPS_AFTER_DOT, 0"})
    void aMessageWithoutAReplyIsUnknownAndNotRepeated(DeliveryRoute route, Failure failure, int copies)
            throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(failure);
        outbox.started();
        outbox.accept(Lane.NORMAL, mail("unclear"));
        outbox.awaitStates(OutboxState.UNKNOWN);
        contoso.tenant.failures().clear();
        outbox.accept(Lane.NORMAL, mail("next"));
        outbox.awaitStates(OutboxState.UNKNOWN, OutboxState.SENT);
        assertThat(subjects()).hasSize(copies + 1).contains("next");
    }

    @Test
    void aRefusedRecipientDoesNotStopTheOthers() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        outbox.started();
        String id = outbox.accept(Lane.NORMAL, mail("Hello", GUEST, new Mailbox("bad@nowhere")));
        outbox.awaitStates(OutboxState.SENT);
        assertThat(outbox.refused()).hasToString("[bad@nowhere]");
        assertThat(arrived())
                .singleElement()
                .satisfies(mail -> assertThat(mail.header("Message-ID").orElse(""))
                        .isIn(id, outbox.rows().get(0).serverId));
    }

    @Test
    void aPersonWhoWaitsIsServedBeforeABulk() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        var numbers = new ArrayList<String>();
        for (int number = 0; number < 10; number++) {
            outbox.accept(Lane.BULK, mail("bulk " + number));
            numbers.add("bulk " + number);
        }
        outbox.accept(Lane.PERSON_WAITS, mail("password"));
        outbox.started();
        outbox.await(() -> outbox.states().stream().allMatch(state -> state == OutboxState.SENT));
        assertThat(subjects().subList(0, 3)).as("three connections at a time").contains("password");
        assertThat(subjects()).containsAll(numbers);
    }

    @Test
    void messagesOfACallersTransactionWaitForItsEnd() throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        outbox.started();
        Outbox.Transaction committed = outbox.outbox.begin();
        committed.accept("newspaper", Lane.NORMAL, outbox.prepared(mail("committed")));
        Outbox.Transaction rolledBack = outbox.outbox.begin();
        rolledBack.accept("newspaper", Lane.NORMAL, outbox.prepared(mail("rolled back")));
        assertThat(outbox.states()).containsOnly(OutboxState.HELD);

        rolledBack.ended(false);
        committed.ended(true);

        outbox.awaitStates(OutboxState.SENT);
        assertThat(subjects()).containsExactly("committed");
    }
}
