package org.signetmail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

class SenderRuleTest {

    @ParameterizedTest
    @CsvSource({
        "system@contoso.com, user@contoso.com, own",
        "system@contoso.com, user@CONTOSO.com, own",
        "system@Contoso.Com, USER@contoso.com, own",
        "system@contoso.com, user@mail.contoso.com, system",
        "system@mail.contoso.com, user@contoso.com, system",
        "system@contoso.com, user@notcontoso.com, system",
        "system@contoso.com, user@contoso.com.example, system",
        "system@contoso.com, contoso.com@partner.example, system",
        "system@bücher.example, user@xn--bcher-kva.example, own",
        "system@xn--bcher-kva.example, user@BÜCHER.example, own",
        "system@bücher.example, user@bucher.example, system",
        "system@contoso.com, zoë@contoso.com, own",
        "system@contoso.com, zoë@partner.example, system"
    })
    void isTheUsersMailboxOnlyIfTheDomainsAreEqual(String system, String user, String from) {
        var rule = new SenderRule(new Mailbox(system), UserSender.USER_EMAIL);

        SenderRule.Sender sender = rule.forUser(new Mailbox(user));

        assertThat(sender.mailbox()).isEqualTo(new Mailbox(from.equals("own") ? user : system));
        assertThat(sender.replyTo()).contains(new Mailbox(user));
    }

    @Test
    void isAlwaysTheSystemMailboxIfConfiguredSo() {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.SYSTEM_GENERATED_EMAIL);

        SenderRule.Sender sender = rule.forUser(new Mailbox("user@contoso.com"));

        assertThat(sender.mailbox()).isEqualTo(rule.system());
        assertThat(sender.replyTo()).contains(new Mailbox("user@contoso.com"));
    }

    @Test
    void aMessageOfTheSystemHasNoReplyTo() {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forSystem()).isEqualTo(new SenderRule.Sender(rule.system(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "user@contoso.de, own",
        "user@CONTOSO.DE, own",
        "user@xn--bcher-kva.example, own",
        "user@mail.contoso.de, system",
        "user@contoso.fr, system"
    })
    void isTheUsersMailboxIfTheDomainIsListed(String user, String from) throws InvalidMessage {
        var rule = new SenderRule(
                new Mailbox("system@contoso.com"),
                UserSender.USER_EMAIL,
                List.of(new Domain("contoso.de"), new Domain("bücher.example")));

        assertThat(rule.forUser(user).mailbox()).isEqualTo(from.equals("own") ? new Mailbox(user) : rule.system());
    }

    @Test
    void listedDomainsAreIgnoredIfTheSenderIsAlwaysTheSystem() throws InvalidMessage {
        var rule = new SenderRule(
                new Mailbox("system@contoso.com"),
                UserSender.SYSTEM_GENERATED_EMAIL,
                List.of(new Domain("contoso.de"), new Domain("contoso.com")));

        assertThat(rule.forUser("user@contoso.de").mailbox()).isEqualTo(rule.system());
        assertThat(rule.forUser("user@contoso.com").mailbox()).isEqualTo(rule.system());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void withoutAUserTheSenderIsTheSystem(String user) throws InvalidMessage {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser(user)).isEqualTo(rule.forSystem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoe",
                "zoe@",
                "@contoso.com",
                "<>",
                "zoe@contoso.com, max@contoso.com",
                "Zoe <zoe@contoso.com>, Max <max@contoso.com>",
                "max@contoso.com, Zoe <zoe@contoso.com>",
                "Doe, zoe@contoso.com",
                "team: zoe@contoso.com;",
                "undisclosed-recipients:;",
                "zoe@contoso.com\r\nBcc: x@y.example",
                "\"Zoe\u0000\" <zoe@contoso.com>",
                "zoe@contoso.com>",
                "zoe@[127.0.0.1]"
            })
    void aMalformedUserIsRefusedWithAReason(String user) {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThatExceptionOfType(InvalidMessage.class)
                .isThrownBy(() -> rule.forUser(user))
                .withMessageContaining("is not one ")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\r", "\n", "\0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "Doe, Jane <jane@contoso.com> | Doe, Jane",
                "\"Doe, Jane\" <jane@contoso.com> | Doe, Jane",
                "\"Doe, Jane <jane@contoso.com> | Doe, Jane",
                "Doe, Jane, Dr. <jane@contoso.com> | Doe, Jane, Dr.",
                "J. Doe <jane@contoso.com> | J. Doe",
                "Müller, Jörg <jane@contoso.com> | Müller, Jörg",
                "=?UTF-8?Q?M=C3=BCller?=, Jane <jane@contoso.com> | Müller, Jane",
                "<jane@contoso.com> | ",
                "jane@contoso.com (Jane Doe) | Jane Doe"
            })
    void aCommaInTheNameNeedNotBeQuoted(String user, String name) throws InvalidMessage {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser(user))
                .isEqualTo(new SenderRule.Sender(
                        new Mailbox("jane@contoso.com"),
                        Optional.of(new Mailbox("jane@contoso.com")),
                        Optional.ofNullable(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "jane+shop@contoso.com, jane@contoso.com",
        "Jane+shop+more@contoso.com, Jane@contoso.com",
        "jane+@contoso.de, jane@contoso.de",
        "+jane@contoso.com, +jane@contoso.com",
        "jane+shop@partner.example, system@contoso.com",
        "system+shop@contoso.com, system@contoso.com"
    })
    void aPlusAddressIsKeptInReplyToOnly(String user, String from) throws InvalidMessage {
        var rule = new SenderRule(
                new Mailbox("system@contoso.com"), UserSender.USER_EMAIL, List.of(new Domain("contoso.de")));

        for (SenderRule.Sender sender : List.of(rule.forUser(user), rule.forUser(new Mailbox(user)))) {
            assertThat(sender.mailbox().address()).isEqualTo(from);
            assertThat(sender.replyTo().orElseThrow().address()).isEqualTo(user);
        }
    }

    @Test
    void aNameWithControlCharactersIsDropped() throws InvalidMessage {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser("=?UTF-8?Q?a=0D=0ABcc=3A_x=40y.example?= <zoe@contoso.com>"))
                .isEqualTo(rule.forUser(new Mailbox("zoe@contoso.com")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoë@contoso.com", "zoe\u0308@contoso.com", "Zoë Example <zoë@contoso.com>"})
    void aUserMayHaveALocalPartBeyondAscii(String user) throws InvalidMessage {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser(user).mailbox()).isEqualTo(new Mailbox("zoë@contoso.com"));
        assertThat(rule.forUser(user).replyTo()).contains(new Mailbox("zoë@contoso.com"));
    }

    @Test
    void aUserMayHaveAName() throws InvalidMessage {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser("Zoë Example <zoe@contoso.com>"))
                .isEqualTo(new SenderRule.Sender(
                        new Mailbox("zoe@contoso.com"),
                        Optional.of(new Mailbox("zoe@contoso.com")),
                        Optional.of("Zoë Example")));
    }
}
