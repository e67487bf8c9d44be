package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Credential;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.log.AuditNote.Kind;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.SignedCertificate;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.LogCapture;

/** A current credential that Entra refuses is replaced by the next one, and the message is sent. */
@Timeout(120)
class CredentialSwitchTest {
    private static final ClientSecret NEXT = new ClientSecret(Contoso.NEW_SECRET);
    private static final ClientSecret WRONG = new ClientSecret("xx~a-secret-that-Entra-does-not-know");

    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;
    private MailSessionFactory sessions;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    private void save(DeliveryRoute route, Credential next) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.store
                .credentials()
                .addNext(next, contoso.store.settings().load().registration().orElseThrow(), null, null, "admin");
        sessions = contoso.freshSessions();
    }

    private void endCurrentSecret() {
        contoso.tenant.keys().endSecret(Contoso.CLIENT_SECRET, Instant.now().minus(Duration.ofMinutes(1)));
    }

    private Outcome send(String subject) throws Exception {
        try (MailSession session = sessions.system()) {
            return session.send(
                    MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), subject, "t"), false));
        }
    }

    private CredentialInfo in(Slot slot) {
        return contoso.store.credentials().all().stream()
                .filter(info -> info.slot().filter(slot::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private List<String> audited() {
        return contoso.store.settings().audit(Set.of(Kind.CREDENTIAL), 100).stream()
                .map(entry -> entry.what())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void theMessageIsSentWithTheNextSecretWhenTheCurrentOneHasExpired(DeliveryRoute route) throws Exception {
        save(route, NEXT);
        long next = in(Slot.NEXT).number();
        endCurrentSecret();
        try (var log = new LogCapture()) {
            assertThat(send("first")).isInstanceOf(Outcome.Accepted.class);

            assertThat(log.text())
                    .contains("SIGNET-1410", "AADSTS7000222")
                    .doesNotContain(Contoso.NEW_SECRET, Contoso.CLIENT_SECRET);
        }
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(1);
        assertThat(DeliveryFixture.switches(sessions)).hasSize(1);
        assertThat(in(Slot.CURRENT).number()).isEqualTo(next);
        assertThat(in(Slot.CURRENT).workedAt()).isPresent();
        assertThat(audited()).anyMatch(what -> what.contains("AADSTS7000222") && what.contains("Client Secret"));
        assertThat(contoso.store.credentials().all())
                .filteredOn(info -> info.slot().isEmpty())
                .singleElement()
                .satisfies(former -> {
                    assertThat(former.wipeAt()).isPresent();
                    assertThat(former.failureCode()).contains("AADSTS7000222");
                    assertThat(former.failedAt()).isPresent();
                });
    }

    @ParameterizedTest
    @EnumSource
    void theNextOneMayBeACertificate(DeliveryRoute route) throws Exception {
        var made = SignedCertificate.of(
                Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(90)));
        contoso.tenant.keys().uploadCertificate(made.der());
        save(route, CertificateCredential.of(made.certificate(), made.key()));
        contoso.tenant.keys().removeSecret(Contoso.CLIENT_SECRET);

        assertThat(send("first")).isInstanceOf(Outcome.Accepted.class);
        assertThat(send("second")).isInstanceOf(Outcome.Accepted.class);

        assertThat(in(Slot.CURRENT).kind()).isEqualTo(CredentialKind.CERTIFICATE);
        assertThat(contoso.store.settings().load().credentialKind()).isEqualTo(CredentialKind.CERTIFICATE);
    }

    /** The announcement is made by the hour's timer then. */
    @Test
    void anAnnouncementThatCannotBeMadeDoesNotStopTheMessage() throws Exception {
        save(DeliveryRoute.GRAPH, NEXT);
        endCurrentSecret();
        DeliveryFixture.refuseSwitchEvents(sessions);
        try (var log = new LogCapture()) {
            assertThat(send("first")).isInstanceOf(Outcome.Accepted.class);

            assertThat(log.text()).contains("SIGNET-1905");
        }
    }

    @Test
    void manyMessagesAtOnceSwitchOnceAndAllAreSent() throws Exception {
        save(DeliveryRoute.GRAPH, NEXT);
        endCurrentSecret();
        ExecutorService workers = Executors.newFixedThreadPool(16);
        var sending = new ArrayList<Callable<Outcome>>();
        for (int mail = 0; mail < 16; mail++) {
            String subject = "mail " + mail;
            sending.add(() -> send(subject));
        }

        for (Future<Outcome> sent : workers.invokeAll(sending)) {
            assertThat(sent.get()).isInstanceOf(Outcome.Accepted.class);
        }
        workers.shutdown();

        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(16);
        assertThat(audited().stream().filter(what -> what.contains("AADSTS7000222")))
                .hasSize(1);
    }

    @Test
    void twoNodesSwitchOnce() throws Exception {
        save(DeliveryRoute.GRAPH, NEXT);
        endCurrentSecret();
        MailSessionFactory first = sessions;
        try (StoreOnDisk otherNode = contoso.anotherNode()) {
            MailSessionFactory second = contoso.freshSessionsOf(otherNode);
            ExecutorService nodes = Executors.newFixedThreadPool(2);
            var sending = new ArrayList<Callable<Outcome>>();
            for (MailSessionFactory node : List.of(first, second)) {
                sending.add(() -> {
                    try (MailSession session = node.system()) {
                        return session.send(MimeMessages.of(
                                new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "both", "t"), false));
                    }
                });
            }
            for (Future<Outcome> sent : nodes.invokeAll(sending)) {
                assertThat(sent.get()).isInstanceOf(Outcome.Accepted.class);
            }
            nodes.shutdown();
        }
        assertThat(audited().stream().filter(what -> what.contains("AADSTS7000222")))
                .hasSize(1);
        assertThat(contoso.store.credentials().all()).hasSize(2);
    }

    @Test
    void aNextOneThatGivesNoTokenStaysWhereItIsAndIsNotAskedForEachMessage() throws Exception {
        save(DeliveryRoute.GRAPH, WRONG);
        endCurrentSecret();
        try (var log = new LogCapture()) {
            assertThat(send("first"))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.symptom().code()).isEqualTo("AADSTS7000222"));
            assertThat(log.text()).contains("SIGNET-1411", "AADSTS7000215").doesNotContain(WRONG.value());
        }
        assertThat(in(Slot.NEXT).failureCode()).contains("AADSTS7000215");
        int asked = contoso.tenant.requests().tokens().size();

        assertThat(send("second")).isInstanceOf(Outcome.Refused.class);

        assertThat(contoso.tenant.requests().tokens()).hasSize(asked + 1);
    }

    @Test
    void aRefusalThatIsNotAboutTheCredentialSwitchesNothing() throws Exception {
        save(DeliveryRoute.GRAPH, NEXT);
        contoso.tenant.failures().on(Failure.APPLICATION_DISABLED);

        assertThat(send("first")).isInstanceOf(Outcome.Refused.class);

        assertThat(in(Slot.NEXT).failedAt()).isEmpty();
    }
}
