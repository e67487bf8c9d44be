package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.signetmail.account.Mailbox;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.account.UserSender;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.Outcome;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.RenderedMessage;
import org.signetmail.message.SenderRule;

/**
 * Fuzzes messages: however an application builds one, it is refused, or the server receives exactly the intended
 * commands and headers.
 *
 * <p>Runs five seconds in the ordinary build, longer with {@code mvn test -Dtest=MailFuzzTest
 * -Dsignet.fuzz.seconds=600}.
 */
class MailFuzzTest {
    private static final SenderRule RULE =
            new SenderRule(new Mailbox("notifications@contoso.example"), UserSender.USER_EMAIL);
    private static final Set<String> ALWAYS = Set.of(
            "date",
            "from",
            "to",
            "reply-to",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding");
    private static final Set<String> NEVER = Set.of("bcc", "resent-bcc", "sender", "return-path", "content-length");
    private static final Set<String> IN_PARTS = Set.of("content-type", "content-transfer-encoding");

    private static final List<RawPeer> PEERS = new ArrayList<>();
    private static final List<SmtpDeliveryClient> CLIENTS = new ArrayList<>();

    @BeforeContainer
    static void open() throws IOException {
        for (String extensions : List.of("", " PIPELINING", " PIPELINING CHUNKING")) {
            var peer = new RawPeer("8BITMIME SIZE SMTPUTF8" + extensions);
            PEERS.add(peer);
            CLIENTS.add(SmtpSending.client(
                    new SmtpEndpoint(peer.server(), TlsMode.NONE, Trust.JVM, "contoso.example"),
                    SmtpSending.NONE,
                    Duration.ofSeconds(30)));
        }
    }

    @AfterContainer
    static void close() throws IOException {
        CLIENTS.forEach(SmtpDeliveryClient::close);
        for (RawPeer peer : PEERS) {
            peer.close();
        }
    }

    @Provide
    Arbitrary<MailRecipe> recipes() {
        return MailRecipes.all();
    }

    @Property(tries = Integer.MAX_VALUE, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(TimeLimitedProperty.class)
    void theServerReceivesExactlyWhatWasIntended(@ForAll("recipes") MailRecipe recipe) throws Exception {
        MimeMessage message;
        try {
            message = recipe.message();
        } catch (MessagingException notToBeWritten) {
            Statistics.collect("none");
            return;
        }
        SenderRule.Sender sender;
        RenderedMessage mail;
        try {
            sender = RULE.forUser(recipe.user());
            mail = OutgoingMessage.of(message, null, Instant.EPOCH).renderedFor(sender);
        } catch (InvalidMessage refused) {
            Statistics.collect("refused");
            return;
        }
        Statistics.collect("sent");
        checkMail(recipe, message, sender, text(mail.bytes()));
        for (int i = 0; i < PEERS.size(); i++) {
            assertThat(CLIENTS.get(i).deliver(mail)).isInstanceOf(Outcome.Accepted.class);
            RawPeer.Heard heard = PEERS.get(i).heard();
            assertThat(heard.contents()).containsExactly(text(mail.bytes()));
            checkCommands(message, sender, heard.commands());
        }
    }

    private static void checkCommands(MimeMessage message, SenderRule.Sender sender, List<String> heard)
            throws MessagingException {
        var commands = new ArrayList<>(heard);
        commands.removeIf(command -> command.matches("(EHLO contoso\\.example|NOOP|QUIT|BDAT 0)\r\n"));
        String last = commands.remove(commands.size() - 1);
        assertThat(last).matches("(DATA|BDAT [1-9][0-9]* LAST)\r\n");
        assertThat(commands.remove(0))
                .matches("MAIL FROM:<\\Q" + text(sender.mailbox().address().getBytes(StandardCharsets.UTF_8))
                        + "\\E> SIZE=[0-9]+( BODY=8BITMIME)?( SMTPUTF8)?\r\n");
        assertThat(commands)
                .containsExactlyInAnyOrderElementsOf(normalized(message.getAllRecipients()).stream()
                        .map(to -> "RCPT TO:<" + text(to.getBytes(StandardCharsets.UTF_8)) + ">\r\n")
                        .toList());
        assertThat(commands).allMatch(command -> command.matches("RCPT TO:<[^\\x00-\\x20<>]+>\r\n"));
    }

    private static void checkMail(MailRecipe recipe, MimeMessage message, SenderRule.Sender sender, String bytes)
            throws Exception {
        assertThat(SeenMail.fault(bytes)).isEmpty();
        SeenMail seen = SeenMail.read(bytes);
        checkHeaders(seen, recipe.names(), ALWAYS);
        for (String once : List.of("from", "date", "message-id")) {
            assertThat(seen.all(once)).as(once).hasSize(1);
        }
        assertThat(people(seen, "from")).containsExactly(sender.mailbox().address());
        if (sender.replyTo().isPresent()) {
            assertThat(people(seen, "reply-to"))
                    .containsExactly(sender.replyTo().get().address());
        }
        assertThat(people(seen, "to")).isEqualTo(normalized(message.getRecipients(RecipientType.TO)));
        assertThat(people(seen, "cc")).isEqualTo(normalized(message.getRecipients(RecipientType.CC)));
        if (!recipe.parts().isEmpty()) {
            checkParts(seen, recipe, recipe.wrapped());
        }
    }

    private static void checkParts(SeenMail multipart, MailRecipe recipe, int depth) throws Exception {
        List<SeenMail> parts = multipart.parts();
        assertThat(parts).hasSize(depth > 1 ? 1 : recipe.parts().size());
        for (SeenMail part : parts) {
            checkHeaders(part, recipe.namesInParts(), IN_PARTS);
            if (depth > 1) {
                checkParts(part, recipe, depth - 1);
            }
        }
    }

    private static void checkHeaders(SeenMail seen, Set<String> given, Set<String> always) {
        assertThat(seen.headers()).allSatisfy(header -> {
            assertThat(header.name()).matches(name -> given.contains(name) || always.contains(name), "was asked for");
            assertThat(header.value().chars()).noneMatch(c -> c < ' ' && c != '\t');
        });
        if (always.contains("from")) {
            assertThat(seen.headers()).noneMatch(header -> NEVER.contains(header.name()));
        }
    }

    private static Set<String> people(SeenMail seen, String name) throws MessagingException {
        List<String> lines = seen.all(name);
        assertThat(lines).as(name).hasSizeLessThan(2);
        return lines.isEmpty()
                ? Set.of()
                : normalized(InternetAddress.parseHeader(
                        new String(lines.get(0).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8), true));
    }

    /** The addresses in one form: Unicode composed, domain in ASCII. */
    private static Set<String> normalized(Address[] people) {
        var normalized = new LinkedHashSet<String>();
        for (Address one : people == null ? new Address[0] : people) {
            var internet = (InternetAddress) one;
            if (!internet.isGroup()) {
                String address = internet.getAddress().strip();
                int at = address.lastIndexOf('@');
                normalized.add(Normalizer.normalize(address.substring(0, at), Normalizer.Form.NFC) + "@"
                        + IDN.toASCII(address.substring(at + 1)).toLowerCase(Locale.ROOT));
            }
        }
        return normalized;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
