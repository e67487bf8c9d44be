package org.signetmail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Relay;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TlsMode;
import org.signetmail.message.DeliveryClient;

class MailboxLimitersTest {
    @Test
    void addressesThatDifferInCaseShareALimiter() {
        var account = new MailAccount.SmtpRelay(
                new Relay(new SmtpServer("relay.example", 25), TlsMode.NONE), Optional.empty());
        var mailboxLimiters = new MailboxLimiters();
        var limits = new DeliveryClient.SendingLimits(1, 30);

        assertThat(mailboxLimiters.of(account, new Mailbox("Jane@contoso.com"), limits))
                .isSameAs(mailboxLimiters.of(account, new Mailbox("jane@contoso.com"), limits))
                .isNotSameAs(mailboxLimiters.of(account, new Mailbox("joan@contoso.com"), limits));
    }
}
