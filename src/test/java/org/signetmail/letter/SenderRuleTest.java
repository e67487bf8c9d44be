package org.signetmail.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "system@bücher.example, user@bucher.example, system"
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
}
