package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.delivery.MailSession;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;

/** The sender mailbox for different forms of a user in From, through Jakarta Mail and through a mail session. */
@Timeout(60)
class UsersAsWrittenTest {
    @TempDir
    static Path folder;

    private static PracticeTenantFixture contoso;

    @BeforeAll
    static void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
    }

    @AfterAll
    static void tenantStops() {
        contoso.close();
    }

    @BeforeEach
    void emptyMailboxes() {
        contoso.tenant.mailboxes().clear();
    }

    private static MimeMessage message(Session session, String from) throws MessagingException {
        var message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setText("Text");
        message.setHeader("From", from);
        return message;
    }

    private static StoredMail arrived() {
        List<StoredMail> inbox = contoso.tenant.mailboxes().inbox(Contoso.GUEST);
        assertThat(inbox).hasSize(1);
        return inbox.get(0);
    }

    private static Outcome sentFor(String user) throws Exception {
        try (MailSession session = contoso.sessions().onBehalfOf(user)) {
            return session.send(
                    MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), "Hello", "Text"), true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User, First <first.user@contoso.example>",
                "\"User, First\" <first.user@contoso.example>",
                "=?UTF-8?Q?User=2C_First?= <first.user@contoso.example>"
            })
    void aCommaInADisplayNameIsPartOfIt(String user) throws Exception {
        Transport.send(message(ApplicationMailFixture.forUsers(contoso.sessions()), user));
        assertThat(arrived().header("From")).contains("\"User, First\" <first.user@contoso.example>");

        emptyMailboxes();
        assertThat(sentFor(user)).isInstanceOf(Outcome.Accepted.class);
        assertThat(arrived().header("From")).contains("\"User, First\" <first.user@contoso.example>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first.user@contoso.example, shared@contoso.example",
                "First <first.user@contoso.example>, Shared <shared@contoso.example>",
                "Team: first.user@contoso.example;",
                "First User",
                "first.user@"
            })
    void aFromThatIsNotOneUserIsRefusedWithAReason(String user) throws Exception {
        MimeMessage message = message(ApplicationMailFixture.forUsers(contoso.sessions()), user);
        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("is not one user")
                .satisfies(
                        refused -> assertThat(refused.getValidUnsentAddresses()).hasSize(1));
        assertThat(sentFor(user))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.symptom().words()).contains("is not one user"));
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST)).isEmpty();
    }

    @Test
    void twoFromHeadersAreRefused() throws Exception {
        MimeMessage message = message(ApplicationMailFixture.forUsers(contoso.sessions()), Contoso.FIRST_USER);
        message.addHeader("From", Contoso.SHARED);

        assertThatExceptionOfType(SendFailedException.class)
                .isThrownBy(() -> Transport.send(message))
                .withMessageContaining("is not one user");
    }

    @Test
    void aMessageWithoutFromIsSentAsTheSystem() throws Exception {
        MimeMessage message = message(ApplicationMailFixture.forUsers(contoso.sessions()), Contoso.FIRST_USER);
        message.removeHeader("From");

        Transport.send(message);

        assertThat(arrived().author()).isEqualTo(Contoso.NOTIFICATIONS);
    }

    @ParameterizedTest
    @EnumSource(DeliveryRoute.class)
    void theTagOfAnAddressIsKeptInReplyTo(DeliveryRoute route) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);

        Transport.send(message(
                ApplicationMailFixture.forUsers(contoso.sessions()), "First <First.User+shop@contoso.example>"));

        assertThat(arrived().author()).isEqualToIgnoringCase(Contoso.FIRST_USER);
        assertThat(arrived().header("Reply-To")).contains("First.User+shop@contoso.example");
        assertThat(contoso.tenant.mailboxes().sent(Contoso.FIRST_USER)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"First.User@contoso.example, first.user@contoso.example, FIRST.USER@CONTOSO.example"})
    void addressesThatDifferInCaseAreTheSameMailbox(String one, String other, String third) throws Exception {
        contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET);
        int before = contoso.tenant.requests().smtpAuths().size();
        MailSessionFactory sessions = contoso.sessions();
        for (String user : List.of(one, other, third)) {
            Transport.send(message(ApplicationMailFixture.forUsers(sessions), user));
        }

        assertThat(contoso.tenant.requests().smtpAuths()).hasSize(before + 1);
        assertThat(contoso.tenant.mailboxes().inbox(Contoso.GUEST))
                .extracting(StoredMail::author)
                .containsExactly(one, other, third.replace("CONTOSO", "contoso"));
    }
}
