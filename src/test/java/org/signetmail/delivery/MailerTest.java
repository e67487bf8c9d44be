package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.StoredMail;
import org.signetmail.settings.NotConfigured;

@Timeout(60)
class MailerTest {
    private static final PlainTextMail HELLO =
            new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Grüße ✉", "Zeile 1\n.\nZeile 3\n");
    private static final Mailbox FIRST_USER = new Mailbox(Contoso.FIRST_USER);

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

    private StoredMail arrived() {
        return contoso.tenant.mailboxes().awaitInbox(Contoso.GUEST, mail -> true, Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void theSystemsMailLeavesFromTheSystemMailbox(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);

        Outcome outcome = mailer.sendFromSystem(HELLO);

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(outcome.from()).isEqualTo(new Mailbox(Contoso.NOTIFICATIONS));
        StoredMail mail = arrived();
        assertThat(mail.header("From")).contains(Contoso.NOTIFICATIONS);
        assertThat(mail.header("Reply-To")).isEmpty();
        assertThat(mail.header("Auto-Submitted")).contains("auto-generated");
        assertThat(mail.subject()).isEqualTo("Grüße ✉");
        assertThat(mail.text()).isEqualToNormalizingNewlines("Zeile 1\n.\nZeile 3\n");
        assertThat(contoso.tenant.mailboxes().sent(Contoso.NOTIFICATIONS)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aUsersMailLandsInTheUsersOwnSentFolder(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);

        assertThat(mailer.sendFor(FIRST_USER, HELLO)).isInstanceOf(Outcome.Accepted.class);

        StoredMail mail = arrived();
        assertThat(mail.header("From")).contains(Contoso.FIRST_USER);
        assertThat(mail.header("Reply-To")).contains(Contoso.FIRST_USER);
        assertThat(contoso.tenant.mailboxes().sent(Contoso.FIRST_USER)).hasSize(1);
        assertThat(contoso.tenant.mailboxes().sent(Contoso.NOTIFICATIONS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void theMailOfAUserOfAnotherDomainLeavesFromTheSystemMailbox(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);

        mailer.sendFor(new Mailbox("someone@elsewhere.example"), HELLO);

        assertThat(arrived().header("From")).contains(Contoso.NOTIFICATIONS);
        assertThat(arrived().header("Reply-To")).contains("someone@elsewhere.example");
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void theMailOfAUserOfAListedDomainLandsInTheUsersOwnSentFolder(DeliveryRoute route) throws Exception {
        var user = new Mailbox(Contoso.FURTHER_USER);
        contoso.save(route, Contoso.CLIENT_SECRET);
        assertThat(mailer.sendFor(user, HELLO).from()).isEqualTo(new Mailbox(Contoso.NOTIFICATIONS));
        contoso.tenant.mailboxes().clear();

        contoso.save(
                route,
                Contoso.CLIENT_SECRET,
                UserSender.USER_EMAIL,
                Contoso.NOTIFICATIONS,
                List.of(new Domain(Contoso.FURTHER_DOMAIN)));
        assertThat(mailer.sendFor(user, HELLO)).isInstanceOf(Outcome.Accepted.class);

        StoredMail mail = arrived();
        assertThat(mail.header("From")).contains(Contoso.FURTHER_USER);
        assertThat(mail.header("Reply-To")).contains(Contoso.FURTHER_USER);
        assertThat(contoso.tenant.mailboxes().sent(Contoso.FURTHER_USER)).hasSize(1);
        assertThat(contoso.tenant.mailboxes().sent(Contoso.NOTIFICATIONS)).isEmpty();
    }

    @Test
    void everyUsersMailLeavesFromTheSystemMailboxIfConfigured() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET, UserSender.SYSTEM_GENERATED_EMAIL);

        mailer.sendFor(FIRST_USER, HELLO);

        assertThat(arrived().header("From")).contains(Contoso.NOTIFICATIONS);
        assertThat(arrived().header("Reply-To")).contains(Contoso.FIRST_USER);
    }

    @Test
    void bothRoutesSendTheSameMessage() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        mailer.sendFor(FIRST_USER, HELLO);
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        mailer.sendFor(FIRST_USER, HELLO);

        List<StoredMail> both = contoso.tenant.mailboxes().inbox(Contoso.GUEST);

        assertThat(both).hasSize(2);
        assertThat(withoutIds(both.get(0))).isEqualTo(withoutIds(both.get(1)));
    }

    private static String withoutIds(StoredMail mail) {
        return mail.rawText()
                .lines()
                .filter(line -> !line.startsWith("Message-ID:") && !line.startsWith("Date:"))
                .filter(line -> !line.startsWith("Received:") && !line.startsWith("\t"))
                .reduce("", (text, line) -> text + line + "\n");
    }

    @Test
    void missingSettingsAreReported() {
        assertThatExceptionOfType(NotConfigured.class).isThrownBy(() -> mailer.sendFromSystem(HELLO));
    }

    @Test
    void theOutcomeIsRecorded() throws Exception {
        contoso.save(DeliveryRoute.GRAPH, Contoso.CLIENT_SECRET);
        Outcome accepted = mailer.sendFromSystem(HELLO);
        assertThat(contoso.store.settings().status().acceptedAt())
                .isEqualTo(accepted.at().truncatedTo(ChronoUnit.MILLIS));
        contoso.tenant.failures().on(Failure.GRAPH_ACCESS_DENIED);
        Outcome refused = mailer.sendFromSystem(HELLO);

        var deliveryStatus = contoso.store.settings().status();
        assertThat(deliveryStatus.failingSince()).isEqualTo(refused.at().truncatedTo(ChronoUnit.MILLIS));
        assertThat(deliveryStatus.failure().code()).isEqualTo("ErrorAccessDenied");

        contoso.tenant.failures().on(Failure.GRAPH_DROPS);
        contoso.tenant.failures().off(Failure.GRAPH_ACCESS_DENIED);
        assertThat(mailer.sendFromSystem(HELLO)).isInstanceOf(Outcome.Unknown.class);
        assertThat(contoso.store.settings().status()).isEqualTo(deliveryStatus);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void aThreadWithAForeignClassLoaderCanSend(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        var outcome = new CompletableFuture<Outcome>();
        var thread = new Thread(() -> {
            try {
                outcome.complete(mailer.sendFromSystem(HELLO));
            } catch (Exception failed) {
                outcome.completeExceptionally(failed);
            }
        });
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread.start();

        assertThat(outcome.get()).isInstanceOf(Outcome.Accepted.class);
    }
}
