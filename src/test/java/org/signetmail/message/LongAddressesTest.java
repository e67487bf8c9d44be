package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Domain;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

/**
 * Input that takes quadratic time if a parser starts again at each position: repeated 100,000 times, these pieces would
 * take 10,000 million steps, which exceeds the bound on any machine.
 */
@Timeout(60)
class LongAddressesTest {
    private static final int TIMES = 100_000;
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final SenderRule RULE = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

    private static void assertEndsInTime(Attempt attempt) {
        long began = System.nanoTime();
        assertThatCode(attempt::make)
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        thrown -> assertThat(thrown).isInstanceOfAny(InvalidMessage.class, InvalidInput.class));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
    }

    private interface Attempt {
        void make() throws Exception;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                "a@",
                "@",
                "(",
                "()",
                "<",
                "<>",
                "\"",
                "\\",
                "\"\\",
                ",",
                ";",
                "a:",
                ":;",
                " ",
                "a ",
                "+",
                "-",
                "a-.",
                "xn--",
                "ü",
                "\u0301",
                "[",
                "=?UTF-8?Q?a?=",
                "=?",
                "a@b.c,",
                "(a",
                "<a@b.c",
                "\t",
                "\r\n "
            })
    void areParsedInLinearTime(String piece) {
        String many = piece.repeat(TIMES);
        for (String text : new String[] {
            many,
            many + "@contoso.com",
            "jane@" + many,
            "jane@" + many + ".com",
            "Jane " + many + " <jane@contoso.com>",
            many + "<"
        }) {
            assertEndsInTime(() -> new Mailbox(text));
            assertEndsInTime(() -> new Domain(text));
            assertEndsInTime(() -> RULE.forUser(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.c, ", "a, ", "(a) ", "g:a@b.c;, ", "<", "\"a\" ", ":;, "})
    void areParsedInLinearTimeInHeaders(String piece) {
        assertEndsInTime(() -> {
            var message = new MimeMessage(Session.getInstance(new Properties()));
            message.setHeader("To", piece.repeat(TIMES) + "jane@contoso.com");
            message.setHeader("From", piece.repeat(TIMES));
            message.setRecipients(RecipientType.CC, "max@contoso.com");
            message.setText("t");
            OutgoingMessage.of(message, null, Instant.EPOCH)
                    .renderedFor(new SenderRule.Sender(RULE.system(), java.util.Optional.empty()));
        });
    }
}
