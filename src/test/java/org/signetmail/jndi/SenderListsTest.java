package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.SenderRule;
import org.signetmail.message.SenderRule.Sender;
import org.signetmail.token.LogCapture;

class SenderListsTest {
    private static final String MAILBOXES = "signet.applications.user.shop.mailboxes";
    private static final String EXCEPT = "signet.applications.user.shop.except";
    private static final SenderRule RULE = new SenderRule(new Mailbox("system@contoso.com"), UserSender.USER_EMAIL);

    private static SenderLists lists(Map<String, String> keys) {
        return SenderLists.of(Set.of("shop"), key -> Optional.ofNullable(keys.get(key)), keys.keySet());
    }

    private static Sender sender(SenderLists lists, SenderRule rule, String user) throws InvalidMessage {
        return lists.of("shop").checked(rule.forUser(user), "shop");
    }

    private static void assertRefused(SenderLists lists, String user, String key) {
        try (var log = new LogCapture()) {
            assertThatExceptionOfType(InvalidMessage.class)
                    .isThrownBy(() -> sender(lists, RULE, user))
                    .withMessageContainingAll("The application shop may not send as", key);
            assertThat(log.text()).contains("SIGNET-1706", "application=\"shop\"", "key=\"" + key + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sales@contoso.com, sales@contoso.com",
        "SALES@Contoso.com, SALES@contoso.com",
        "sales+eu@contoso.com, sales@contoso.com",
        "Sales Team <sales@contoso.com>, sales@contoso.com",
        "help@contoso.com, help@contoso.com",
        "agent@partner.example, system@contoso.com"
    })
    void aListedMailboxMayBeTheSender(String user, String mailbox) throws Exception {
        var lists = lists(Map.of(MAILBOXES, "sales+x@contoso.com , Help@CONTOSO.com, agent@partner.example"));

        assertThat(sender(lists, RULE, user).mailbox()).hasToString(mailbox);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"ceo@contoso.com", "sales2@contoso.com", "visitor@partner.example", "none", "system@contoso.com"})
    void anUnlistedMailboxMayNotBeTheSender(String user) {
        assertRefused(lists(Map.of(MAILBOXES, "sales@contoso.com")), user, MAILBOXES);
    }

    @Test
    void theSystemMailboxMustBeListedToo() throws Exception {
        var lists = lists(Map.of(MAILBOXES, "system@contoso.com"));

        assertThat(sender(lists, RULE, "visitor@partner.example").mailbox()).hasToString("system@contoso.com");
        assertThat(sender(lists, RULE, null).mailbox()).hasToString("system@contoso.com");
        assertRefused(lists, "ceo@contoso.com", MAILBOXES);
    }

    @ParameterizedTest
    @CsvSource({"ceo@contoso.com", "CEO@contoso.com", "ceo+private@contoso.com", "Chief <ceo@contoso.com>"})
    void anExceptedMailboxIsNeverTheSender(String user) throws Exception {
        var lists = lists(Map.of(EXCEPT, "ceo+any@contoso.com"));

        assertRefused(lists, user, EXCEPT);
        assertThat(sender(lists, RULE, "sales@contoso.com").mailbox()).hasToString("sales@contoso.com");
    }

    /** The message would leave from the system mailbox, and replies would go to the excepted user. */
    @Test
    void anExceptedMailboxIsNeverTheReplyToEither() {
        var system = new SenderRule(new Mailbox("system@contoso.com"), UserSender.SYSTEM_GENERATED_EMAIL);
        var lists = lists(Map.of(EXCEPT, "ceo@contoso.com"));

        assertThatExceptionOfType(InvalidMessage.class).isThrownBy(() -> sender(lists, system, "ceo@contoso.com"));
    }

    @Test
    void anExceptionOverridesTheList() {
        assertRefused(
                lists(Map.of(MAILBOXES, "ceo@contoso.com", EXCEPT, "ceo@contoso.com")), "ceo@contoso.com", EXCEPT);
    }

    @Test
    void withoutAKeyEveryMailboxMayBeTheSender() throws Exception {
        var lists = lists(Map.of());

        assertThat(sender(lists, RULE, "ceo@contoso.com").mailbox()).hasToString("ceo@contoso.com");
    }

    @ParameterizedTest
    @CsvSource({MAILBOXES, EXCEPT})
    void anInvalidListAllowsNoSender(String key) {
        try (var log = new LogCapture()) {
            var lists = lists(Map.of(key, "sales@contoso.com, @contoso.com"));

            assertThat(log.text()).contains("SIGNET-1707", "key=\"" + key + "\"", "@contoso.com");
            assertThatExceptionOfType(InvalidMessage.class)
                    .isThrownBy(() -> sender(lists, RULE, "sales@contoso.com"))
                    .withMessageContaining(key);
        }
    }

    @Test
    void aKeyOfAnUnknownApplicationIsLogged() {
        for (String key : List.of("signet.applications.user.shpo.except", "signet.applications.user.shop.exept")) {
            try (var log = new LogCapture()) {
                lists(Map.of(key, "ceo@contoso.com", MAILBOXES, "sales@contoso.com"));
                assertThat(log.text())
                        .contains("SIGNET-1709", "key=\"" + key + "\"")
                        .doesNotContain(MAILBOXES);
            }
        }
    }
}
