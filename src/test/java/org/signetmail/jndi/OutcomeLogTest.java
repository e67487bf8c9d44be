package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.delivery.InFlightLimits;
import org.signetmail.delivery.MailSession;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.delivery.SenderRestriction;
import org.signetmail.message.SenderRule;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.token.LogCapture;

/** The application in the log lines of outcomes. */
@Timeout(60)
class OutcomeLogTest {
    private static final ApplicationAllowList LIST = new ApplicationAllowList(
            Map.of(SenderKind.SYSTEM, Set.of("newspaper"), SenderKind.USER, Set.of("newspaper")));

    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private MimeMessage message(MailSessionFactory sessions) throws Exception {
        var senders = SenderLists.of(
                Set.of("newspaper"),
                key -> key.endsWith(".except") ? Optional.of(Contoso.SHARED) : Optional.empty(),
                Set.of());
        var context = new SignetContext(executor -> executor);
        return message(ApplicationMailFixture.of(
                SenderKind.USER, LIST, senders, () -> Optional.of("newspaper"), context, sessions));
    }

    private static MimeMessage message(ApplicationMail mail) throws Exception {
        var message = new MimeMessage(SharedSession.create(mail, "any"));
        message.setFrom(Contoso.FIRST_USER);
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setText("t");
        return message;
    }

    private static String logged(MimeMessage message) throws Exception {
        try (var log = new LogCapture()) {
            try {
                Transport.send(message);
            } catch (MessagingException refused) {
                assertThat(refused).hasMessageNotContaining("Exception");
            }
            return log.text();
        }
    }

    @Test
    void theApplicationIsInTheLineOfAnAcceptedMessage() throws Exception {
        MimeMessage message = message(contoso.sessions());

        assertThat(logged(message))
                .contains("SIGNET-1408", "application=\"newspaper\"", "from=\"" + Contoso.FIRST_USER + "\"")
                .contains("messageId=\"" + message.getMessageID() + "\"");
    }

    @Test
    void theApplicationIsInTheLineOfARefusedMessage() throws Exception {
        contoso.tenant.failures().on(Failure.GRAPH_ACCESS_DENIED);

        assertThat(logged(message(contoso.sessions())))
                .contains("SIGNET-1401", "application=\"newspaper\"", "from=\"" + Contoso.FIRST_USER + "\"")
                .contains("messageId=\"<");
    }

    @Test
    void theApplicationIsInTheLineOfAnUnknownOutcome() throws Exception {
        contoso.tenant.failures().on(Failure.GRAPH_DROPS);

        assertThat(logged(message(contoso.sessions()))).contains("SIGNET-1402", "application=\"newspaper\"");
    }

    @Test
    void theApplicationIsInTheLineOfAnInvalidMessage() throws Exception {
        MimeMessage message = message(contoso.sessions());
        message.setHeader("X-Name", "a\r\nBcc: " + Contoso.SHARED);

        assertThat(logged(message)).contains("SIGNET-1401", "application=\"newspaper\"", "code=\"UNSENDABLE\"");
    }

    @Test
    void theApplicationIsInTheLineOfADeniedSender() throws Exception {
        MimeMessage message = message(contoso.sessions());
        message.setFrom("Shared+tag@contoso.example");

        assertThat(logged(message))
                .contains("SIGNET-1706", "mailbox=\"Shared@contoso.example\"")
                .contains("SIGNET-1401", "application=\"newspaper\"");
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
    }

    /** Those of the outbox: one is refused while it is serialized, one by its lane, one by its sender. */
    @Test
    void aRefusalBeforeTheOutboxIsLoggedOnce() throws Exception {
        var mail = ApplicationMailFixture.queued(LIST, SenderLists.none(), contoso.sessions());
        MimeMessage header = message(mail);
        header.setHeader("X-Name", "a\r\nBcc: " + Contoso.SHARED);
        MimeMessage lane = message(mail);
        lane.setHeader("X-Signet-Lane", "express");
        MimeMessage sender = message(mail);
        sender.setHeader("From", "Doe, John and Jane");

        for (MimeMessage message : List.of(header, lane, sender)) {
            assertThat(logged(message)).containsOnlyOnce("SIGNET-1401").contains("application=\"newspaper\"");
        }
    }

    /** The exception names a host of Signet. */
    @Test
    void anApplicationGetsAReferenceToTheLogInsteadOfTheTextOfAFault() throws Exception {
        MailSessionFactory real = contoso.sessions();
        var failing = new MailSessionFactory() {
            @Override
            public MailSession forApplication(
                    String application, SenderRule.Author author, SenderRestriction restriction) {
                throw new IllegalStateException("canary jdbc:postgresql://db.corp.example");
            }

            @Override
            public InFlightLimits inFlight() {
                return real.inFlight();
            }
        };
        MimeMessage message = message(failing);
        try (var log = new LogCapture()) {
            assertThatExceptionOfType(MessagingException.class)
                    .isThrownBy(() -> Transport.send(message))
                    .isNotInstanceOf(SendFailedException.class)
                    .satisfies(thrown -> {
                        assertThat(thrown).hasMessageContaining("reference ").hasNoCause();
                        assertThat(thrown.toString()).doesNotContain("canary");
                    });
            assertThat(log.text()).contains("SIGNET-1708", "application=\"newspaper\"", "canary");
        }
    }
}
