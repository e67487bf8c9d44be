package org.signetmail.delivery;

import jakarta.mail.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.delivery.DeliveryAttempts.Attempt;
import org.signetmail.delivery.DeliveryStatistics.Result;
import org.signetmail.delivery.DeliveryStatistics.Route;
import org.signetmail.message.HandOver;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.practice.Contoso;

/** Attempts to deliver to the practice tenant. */
abstract class AttemptsFixture {
    static final String APPLICATION = "newspaper";
    static final Mailbox FROM = new Mailbox(Contoso.NOTIFICATIONS);
    static final int PER_MINUTE = 30;

    @TempDir
    Path folder;

    PracticeTenantFixture contoso;
    MailSessionFactory sessions;
    DeliveryAttempts attempts;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        restart();
    }

    void restart() {
        sessions = contoso.freshSessions();
        attempts = DeliveryFixture.attempts(sessions);
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    static Message mime(String subject) {
        return MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), subject, "t"), false);
    }

    RenderedMessage prepared(String subject) throws Exception {
        return attempts.prepare(
                APPLICATION,
                SenderRule.Author.SYSTEM,
                SenderRestriction.NONE,
                Draft.of(OutgoingMessage.of(mime(subject), null, Instant.now())));
    }

    Attempt begun() throws Exception {
        return attempts.tryBegin(FROM).orElseThrow();
    }

    Outcome sent(RenderedMessage mail, HandOver handOver) throws Exception {
        try (Attempt attempt = begun()) {
            return attempt.deliver(mail, APPLICATION, handOver);
        }
    }

    int arrived() {
        return contoso.tenant.mailboxes().inbox(Contoso.GUEST).size();
    }

    long counted(DeliveryRoute route, Result result) {
        return DeliveryFixture.statistics(sessions)
                .messages(route == DeliveryRoute.GRAPH ? Route.GRAPH : Route.SMTP, result);
    }
}
