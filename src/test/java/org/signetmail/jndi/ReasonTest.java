package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.message.RefusalScope;

/** Every field of a symptom may contain text of the peer, or of a server in its place. */
class ReasonTest {
    private static final Mailbox FROM = new Mailbox("system@contoso.com");

    private static Symptom canaries(Peer peer) {
        return new Symptom(
                peer,
                "canary proxy.corp.example",
                500,
                "canary words of tenant and host",
                "canary correlation",
                "canary trace",
                Instant.EPOCH,
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void aReasonAboutTheAccountOrAMailboxHasNoTextOfThePeer(Peer peer) {
        for (RefusalScope scope : List.of(RefusalScope.ACCOUNT, RefusalScope.MAILBOX)) {
            var refused = new Outcome.Refused(FROM, Instant.EPOCH, canaries(peer), scope, List.of(), "<canary@host>");
            assertThat(Reason.of(refused))
                    .doesNotContain("canary")
                    .contains("(code unknown, reference " + refused.reference());
        }
        var unknown = new Outcome.Unknown(FROM, "<canary@host>", Instant.EPOCH, canaries(peer));
        assertThat(Reason.of(unknown)).doesNotContain("canary").contains("reference " + unknown.reference());
    }

    @ParameterizedTest
    @EnumSource(Peer.class)
    void aReasonAboutAMessageOrARecipientHasTheTextOfThePeer(Peer peer) {
        var message = new Outcome.Refused(FROM, Instant.EPOCH, canaries(peer), RefusalScope.MESSAGE, List.of(), "");
        assertThat(Reason.of(message)).contains("canary words");
        var recipient = new Outcome.Refused(
                FROM,
                Instant.EPOCH,
                canaries(peer),
                RefusalScope.RECIPIENT,
                List.of(new RefusedRecipient("max@contoso.com", "No such user")),
                "");
        assertThat(Reason.of(recipient)).contains("max@contoso.com was refused: No such user");
    }

    @Test
    void aReasonAboutAMailboxNamesTheMailbox() {
        var symptom = Symptom.unanswered(Peer.SMTP, "MAILBOX_DISABLED", "words", Instant.EPOCH);
        var refused = new Outcome.Refused(FROM, Instant.EPOCH, symptom, RefusalScope.MAILBOX, List.of(), "");

        assertThat(Reason.of(refused)).contains("mailbox " + FROM, "(code MAILBOX_DISABLED, ");
    }
}
