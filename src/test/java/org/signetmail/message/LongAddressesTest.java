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
 * What takes a parser long that reads on from each place again: repeated a hundred thousand times it would be ten thousand
 * million steps, which no machine makes within the bound.
 */
@Timeout(60)
class LongAddressesTest {
    private static final int TIMES = 100_000;
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final SenderRule RULE = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

    private static void endsInTime(Attempt attempt) {
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
    void areReadInTimeThatGrowsWithTheirLength(String piece) {
        String many = piece.repeat(TIMES);
        for (String text : new String[] {
            many,
            many + "@contoso.com",
            "jane@" + many,
            "jane@" + many + ".com",
            "Jane " + many + " <jane@contoso.com>",
            many + "<"
        }) {
            endsInTime(() -> new Mailbox(text));
            endsInTime(() -> new Domain(text));
            endsInTime(() -> RULE.forUser(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.c, ", "a, ", "(a) ", "g:a@b.c;, ", "<", "\"a\" ", ":;, "})
    void areReadInTimeInHeadersToo(String piece) {
        endsInTime(() -> {
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
