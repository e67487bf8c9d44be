package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RefusalScope;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.settings.DeliveryStatus;

/** The delivery status: failures of one message, one recipient or one user's mailbox don't change it. */
@Timeout(60)
class OneBadMessageTest {
    private static final String UNKNOWN_USER = "nobody@contoso.example";

    @TempDir
    static Path folder;

    private static PracticeTenantFixture contoso;

    private MailSessionFactory sessions;

    @BeforeAll
    static void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
    }

    @AfterAll
    static void tenantStops() {
        contoso.close();
    }

    @BeforeEach
    void createSessions() {
        sessions = contoso.sessions();
    }

    @AfterEach
    void allOff() {
        contoso.tenant.failures().clear();
    }

    private static Message message(String text) {
        return MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", text), true);
    }

    private Outcome.Refused refused(String sender, String recipient, String text) throws Exception {
        try (MailSession session = sender.isEmpty() ? sessions.system() : sessions.onBehalfOf(sender)) {
            var to = new InternetAddress();
            to.setAddress(recipient);
            Outcome outcome = session.send(message(text), to);
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            return (Outcome.Refused) outcome;
        }
    }

    private DeliveryStatus.Summary summary() {
        return contoso.store.settings().status().summary();
    }

    private void systemMailWorks(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        try (MailSession session = sessions.system()) {
            assertThat(session.send(message("Works"))).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(summary()).isEqualTo(DeliveryStatus.Summary.WORKING);
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH, '', bad@nowhere, RECIPIENT",
        "SMTP, '', bad@nowhere, RECIPIENT",
        "GRAPH, '', two words, RECIPIENT",
        "GRAPH, '', zoë@partner.example, RECIPIENT",
        "GRAPH, nobody@contoso.example, guest@partner.example, MAILBOX",
        "SMTP, nobody@contoso.example, guest@partner.example, MAILBOX",
        "SMTP, second.user@contoso.example, guest@partner.example, MAILBOX",
        "GRAPH, 'Doe, John and Jane', guest@partner.example, MESSAGE"
    })
    void aBadMessageDoesNotChangeTheStatus(DeliveryRoute route, String sender, String recipient, RefusalScope scope)
            throws Exception {
        systemMailWorks(route);
        DeliveryStatus before = contoso.store.settings().status();

        assertThat(refused(sender, recipient, "Text").scope()).isEqualTo(scope);

        assertThat(contoso.store.settings().status()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH, GRAPH_TOO_LARGE, '', MESSAGE",
        "GRAPH, MAILBOX_NOT_ENABLED, first.user@contoso.example, MAILBOX",
        "GRAPH, GRAPH_ACCESS_POLICY, first.user@contoso.example, MAILBOX",
        "GRAPH, GRAPH_SEND_AS_DENIED, first.user@contoso.example, MAILBOX",
        "SMTP, AUTH_UNSUCCESSFUL, first.user@contoso.example, MAILBOX",
        "SMTP, SMTP_AUTH_OFF_MAILBOX, first.user@contoso.example, MAILBOX",
        "SMTP, MAILBOX_FULL, first.user@contoso.example, MAILBOX",
        "SMTP, DAILY_LIMIT, first.user@contoso.example, MAILBOX"
    })
    void aRefusalOfOneMessageOrMailboxDoesNotChangeTheStatus(
            DeliveryRoute route, Failure failure, String sender, RefusalScope scope) throws Exception {
        systemMailWorks(route);
        contoso.tenant.failures().on(failure);

        assertThat(refused(sender, Contoso.GUEST, "Text").scope()).isEqualTo(scope);

        assertThat(summary()).isEqualTo(DeliveryStatus.Summary.WORKING);
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH, MAILBOX_UNKNOWN, '', MAILBOX",
        "GRAPH, GRAPH_ACCESS_DENIED, '', MAILBOX",
        "GRAPH, GRAPH_401, first.user@contoso.example, ACCOUNT",
        "GRAPH, SECRET_EXPIRED, first.user@contoso.example, ACCOUNT",
        "GRAPH, GRAPH_DOWN, first.user@contoso.example, ACCOUNT",
        "GRAPH, GRAPH_200, '', ACCOUNT",
        "SMTP, MAILBOX_FULL, '', MAILBOX",
        "SMTP, AUTH_UNSUCCESSFUL, '', MAILBOX",
        "SMTP, MAILBOX_PERMISSION_MISSING, '', MAILBOX",
        "SMTP, PRX, first.user@contoso.example, ACCOUNT",
        "SMTP, NO_XOAUTH2, first.user@contoso.example, ACCOUNT",
        "SMTP, SMTP_DOWN, first.user@contoso.example, ACCOUNT"
    })
    void aRefusalThatConcernsTheSettingsIsRecorded(
            DeliveryRoute route, Failure failure, String sender, RefusalScope scope) throws Exception {
        systemMailWorks(route);
        sessions = contoso.freshSessions(); // Cached tokens and open connections would hide the failure.
        contoso.tenant.failures().on(failure);

        Outcome.Refused refused = refused(sender, Contoso.GUEST, "Text");

        assertThat(refused.scope()).isEqualTo(scope);
        assertThat(summary()).isEqualTo(DeliveryStatus.Summary.FAILING);
        assertThat(contoso.store.settings().status().failure().code())
                .isEqualTo(refused.symptom().code());
    }

    @ParameterizedTest
    @CsvSource({"GRAPH, MAILBOX_UNKNOWN", "SMTP, MAILBOX_FULL"})
    void aRefusedMessageDoesNotEndAFailure(DeliveryRoute route, Failure failure) throws Exception {
        systemMailWorks(route);
        contoso.tenant.failures().on(failure);
        refused("", Contoso.GUEST, "Text");
        contoso.tenant.failures().clear();
        DeliveryStatus failing = contoso.store.settings().status();
        assertThat(failing.summary()).isEqualTo(DeliveryStatus.Summary.FAILING);

        refused("", "bad@nowhere", "Text");
        refused(UNKNOWN_USER, Contoso.GUEST, "Text");

        assertThat(contoso.store.settings().status()).isEqualTo(failing);
    }

    @ParameterizedTest
    @CsvSource({"GRAPH, nobody@contoso.example", "SMTP, nobody@contoso.example", "SMTP, second.user@contoso.example"})
    void aRefusalOfAUsersMailboxNamesThatMailbox(DeliveryRoute route, String user) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);

        Outcome.Refused refused = refused(user, Contoso.GUEST, "Text");

        assertThat(refused.from()).isEqualTo(new Mailbox(user));
    }
}
