package org.signetmail.letter;

import static org.assertj.core.api.Assertions.assertThat;

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
        "system@contoso.com, user+invoices@contoso.com, own",
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
    void theUsersOwnMailboxOnlyWhereTheDomainsAreEqual(String system, String user, String from) {
        var rule = new SenderRule(new Mailbox(system), UserSender.USER_EMAIL);

        SenderRule.Sender sender = rule.forUser(new Mailbox(user));

        assertThat(sender.mailbox()).isEqualTo(new Mailbox(from.equals("own") ? user : system));
        assertThat(sender.replyTo()).contains(new Mailbox(user));
    }

    @Test
    void alwaysTheSystemMailboxWhereTheAdministratorSaysSo() {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.SYSTEM_GENERATED_EMAIL);

        SenderRule.Sender sender = rule.forUser(new Mailbox("user@contoso.com"));

        assertThat(sender.mailbox()).isEqualTo(rule.system());
        assertThat(sender.replyTo()).contains(new Mailbox("user@contoso.com"));
    }

    @Test
    void theSystemsOwnMailHasNoOtherAddressForReplies() {
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
    void alsoWhereTheAdministratorListsTheDomain(String user, String from) {
        var rule = new SenderRule(
                new Mailbox("system@contoso.com"),
                UserSender.USER_EMAIL,
                List.of(new Domain("contoso.de"), new Domain("bücher.example")));

        assertThat(rule.forUser(user).mailbox()).isEqualTo(from.equals("own") ? new Mailbox(user) : rule.system());
    }

    @Test
    void aListOfDomainsDoesNotOutweighTheSystemMailboxForAll() {
        var rule = new SenderRule(
                new Mailbox("system@contoso.com"),
                UserSender.SYSTEM_GENERATED_EMAIL,
                List.of(new Domain("contoso.de"), new Domain("contoso.com")));

        assertThat(rule.forUser("user@contoso.de").mailbox()).isEqualTo(rule.system());
        assertThat(rule.forUser("user@contoso.com").mailbox()).isEqualTo(rule.system());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "zoe",
                "zoe@",
                "@contoso.com",
                "zoe@contoso.com, max@contoso.com",
                "team: zoe@contoso.com;",
                "zoe@contoso.com\r\nBcc: x@y.example",
                "\"Zoe\u0000\" <zoe@contoso.com>",
                "zoe@contoso.com>",
                "zoe@[127.0.0.1]"
            })
    void aUserWithoutOneAddressIsTheSystem(String user) {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser(user)).isEqualTo(rule.forSystem());
    }

    @Test
    void aUsersNameThatIsNoneWhenDecodedIsLeftOut() {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser("=?UTF-8?Q?a=0D=0ABcc=3A_x=40y.example?= <zoe@contoso.com>"))
                .isEqualTo(rule.forUser(new Mailbox("zoe@contoso.com")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoë@contoso.com", "zoe\u0308@contoso.com", "Zoë Example <zoë@contoso.com>"})
    void aUserMayHaveMoreThanAsciiBeforeTheAt(String user) {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser(user).mailbox()).isEqualTo(new Mailbox("zoë@contoso.com"));
        assertThat(rule.forUser(user).replyTo()).contains(new Mailbox("zoë@contoso.com"));
    }

    @Test
    void aUserMayHaveAName() {
        var rule = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

        assertThat(rule.forUser("Zoë Example <zoe@contoso.com>"))
                .isEqualTo(new SenderRule.Sender(
                        new Mailbox("zoe@contoso.com"),
                        Optional.of(new Mailbox("zoe@contoso.com")),
                        Optional.of("Zoë Example")));
    }
}
