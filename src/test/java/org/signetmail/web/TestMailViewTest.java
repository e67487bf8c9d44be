package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome;

class TestMailViewTest {
    private static Outcome.Accepted accepted(Optional<String> peerMessageId) {
        return new Outcome.Accepted(
                new Mailbox("notifications@contoso.com"),
                "<ours@contoso.com>",
                peerMessageId,
                Instant.EPOCH,
                Duration.ZERO,
                "smtp.office365.com",
                "250 2.0.0 OK");
    }

    @Test
    void aSingleMessageIdIsShownUnderItsPlainName() {
        assertThat(TestMailView.messageIds(accepted(Optional.empty()), true))
                .containsExactly(new ResultPanel.Fact("Message-ID", "<ours@contoso.com>"));
    }

    @Test
    void exchangesMessageIdIsShownBeforeOursAndWhichOneCounts() {
        assertThat(TestMailView.messageIds(accepted(Optional.of("<theirs@x.prod.exchangelabs.com>")), true))
                .containsExactly(
                        new ResultPanel.Fact("Message-ID from Exchange", "<theirs@x.prod.exchangelabs.com>"),
                        new ResultPanel.Fact("Message-ID from Signet", "<ours@contoso.com>"),
                        new ResultPanel.Fact(
                                "Which one counts",
                                "Exchange replaced Signet’s Message-ID with its own. Search a message trace for"
                                        + " Exchange’s."));
    }

    @Test
    void theMessageIdOfARelayIsNotAttributedToExchange() {
        assertThat(TestMailView.messageIds(accepted(Optional.of("<theirs@mx.contoso.com>")), false))
                .extracting(ResultPanel.Fact::name)
                .containsExactly("Message-ID from the server", "Message-ID from Signet", "Which one counts");
    }
}
