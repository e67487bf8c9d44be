package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.UserSender;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.TokenFixture;

/** {@code mail.from}, the only property of Signet's mail sessions that varies. */
class MailFromTest {
    private static final String FROM = "mail.from";
    private static final String FIRST = "notifications@contoso.example";
    private static final String SECOND = "shop@fabrikam.example";

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock();
    private StoreOnDisk store;
    private Session session;

    @BeforeEach
    void open() {
        store = StoreOnDisk.open(folder, clock);
        session = session();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Session session() {
        return ApplicationMailFixture.forSystem(DeliveryFixture.sessions(
                store.settings(),
                TokenFixture.tokens(OutboundProxy.NONE, clock),
                OutboundProxy.NONE,
                clock,
                Duration.ofSeconds(1)));
    }

    private void save(String system) throws Exception {
        var wanted = SampleSettings.sending(
                store.settings().load().version(),
                SampleSettings.CONTOSO,
                DeliveryRoute.GRAPH,
                new Mailbox(system),
                UserSender.USER_EMAIL,
                List.of());
        store.settings().save(SampleSettings.typed(wanted), "admin");
    }

    private String messageId() throws Exception {
        var message = new MimeMessage(session);
        message.setText("t");
        message.saveChanges();
        return message.getMessageID();
    }

    @Test
    void isAbsentWhileNoSystemMailboxIsSaved() throws Exception {
        assertThat(session.getProperty(FROM)).isNull();
        assertThat(session.getProperties()).doesNotContainKey(FROM);
        assertThat(session.getProperties().getProperty(FROM, "none")).isEqualTo("none");
        assertThat(session.getProperties().getOrDefault(FROM, "none")).isEqualTo("none");
        assertThat(messageId()).contains("@");
    }

    @Test
    void isTheCurrentSystemMailbox() throws Exception {
        for (String system : List.of(FIRST, SECOND)) {
            save(system);

            assertThat(session.getProperty(FROM)).isEqualTo(system);
            assertThat(session.getProperties().get(FROM)).isEqualTo(system);
            assertThat(session.getProperties()).containsKey(FROM);
            assertThat(session.getProperties().getOrDefault(FROM, "none")).isEqualTo(system);
            assertThat(new Properties(session.getProperties()).getProperty(FROM))
                    .isEqualTo(system);
            assertThat(messageId()).endsWith(system.substring(system.indexOf('@')) + ">");
        }
    }

    /** It can be read, but not changed, removed or listed. */
    @Test
    void isNeitherListedNorChanged() throws Exception {
        var before = new Properties();
        before.putAll(session.getProperties());
        save(FIRST);

        assertThat(session.getProperties().stringPropertyNames()).isEqualTo(before.stringPropertyNames());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> session.getProperties().put(FROM, SECOND));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> session.getProperties().setProperty(FROM, FIRST));
        assertThat(session.getProperty(FROM)).isEqualTo(FIRST);
    }

    /** Creating a message must not fail because of it; sending reports the failure. */
    @Test
    void isTheLastOneReadWhileTheDatabaseIsUnavailable() throws Exception {
        save(FIRST);
        assertThat(session.getProperty(FROM)).isEqualTo(FIRST);
        Session unread = session();

        store.loseDatabase();
        clock.advance(Duration.ofMinutes(1));

        assertThat(session.getProperty(FROM)).isEqualTo(FIRST);
        assertThat(messageId()).endsWith("@contoso.example>");
        assertThat(unread.getProperty(FROM)).isNull();
    }
}
