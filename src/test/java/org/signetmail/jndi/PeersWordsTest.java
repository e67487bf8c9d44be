package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.event.TransportListener;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;

/** The reason that another application gets when Microsoft or a proxy refuses Signet itself: no text of the peer. */
@Timeout(60)
class PeersWordsTest {
    @TempDir
    Path folder;

    private PracticeTenantFixture contoso;

    @BeforeEach
    void tenantStarts() throws Exception {
        contoso = new PracticeTenantFixture(folder);
    }

    @AfterEach
    void tenantStops() {
        contoso.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GRAPH, SECRET_EXPIRED",
        "GRAPH, APPLICATION_UNKNOWN",
        "GRAPH, CONDITIONAL_ACCESS",
        "GRAPH, ENTRA_HTML",
        "GRAPH, ENTRA_DOWN",
        "GRAPH, ENTRA_UNTRUSTED",
        "GRAPH, GRAPH_401",
        "GRAPH, GRAPH_ACCESS_DENIED",
        "GRAPH, GRAPH_ACCESS_POLICY",
        "GRAPH, MAILBOX_UNKNOWN",
        "GRAPH, GRAPH_503",
        "GRAPH, GRAPH_DOWN",
        "GRAPH, GRAPH_DROPS",
        "SMTP, SECRET_EXPIRED",
        "SMTP, AUTH_UNSUCCESSFUL",
        "SMTP, SMTP_AUTH_OFF_TENANT",
        "SMTP, SECURITY_DEFAULTS",
        "SMTP, NO_STARTTLS",
        "SMTP, SMTP_UNTRUSTED",
        "SMTP, WRONG_HOST_NAME",
        "SMTP, SMTP_DROPS_AFTER_DOT",
        "SMTP, SMTP_DOWN"
    })
    void theReasonIsACodeAndAReference(DeliveryRoute route, Failure failure) throws Exception {
        contoso.save(route, Contoso.CLIENT_SECRET);
        contoso.tenant.failures().on(failure);
        var mail = ApplicationMailFixture.of(
                SenderKind.SYSTEM,
                new ApplicationAllowList(Map.of(SenderKind.SYSTEM, Set.of("newspaper"))),
                () -> Optional.of("newspaper"),
                new SignetContext(executor -> executor),
                contoso.sessions());
        var message = new MimeMessage(SharedSession.create(mail, "any"));
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        message.setText("t");
        message.saveChanges();
        var events = new ArrayList<String>();
        Transport transport = message.getSession().getTransport();
        transport.addTransportListener(listener(events));
        transport.connect();

        MessagingException refused = catchThrowableOfType(
                MessagingException.class, () -> transport.sendMessage(message, message.getAllRecipients()));

        var stackTrace = new StringWriter();
        refused.printStackTrace(new PrintWriter(stackTrace)); // With its causes and suppressed exceptions.
        assertThat(refused.getMessage()).contains("(code ", ", reference ");
        assertThat(refused).hasNoCause().hasNoSuppressedExceptions();
        assertThat(refused.getNextException()).isNull();
        assertThat(stackTrace + String.join("\n", events))
                .doesNotContain(
                        Contoso.CLIENT_ID,
                        Contoso.TENANT_ID,
                        Contoso.CLIENT_SECRET,
                        contoso.tenant.authority().getAuthority(),
                        contoso.tenant.graph().getAuthority(),
                        Integer.toString(contoso.tenant.smtpPort()),
                        "localhost",
                        "127.0.0.1",
                        "Trace ID",
                        "Exception: A",
                        "outlook.com");
    }

    private static TransportListener listener(List<String> events) {
        return new TransportListener() {
            @Override
            public void messageDelivered(TransportEvent event) {
                events.add(event.toString());
            }

            @Override
            public void messageNotDelivered(TransportEvent event) {
                events.add(event.toString());
            }

            @Override
            public void messagePartiallyDelivered(TransportEvent event) {
                events.add(event.toString());
            }
        };
    }
}
