package org.signetmail.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.StoredMail;

/** Another application whose mail goes by the outbox, within its own transactions. */
abstract class QueuedMailInContainer extends ApplicationsInContainer {
    QueuedMailInContainer(String container) {
        super(container);
    }

    private List<StoredMail> awaitMails(int wanted) {
        tenant().mailboxes()
                .awaitInbox(
                        Contoso.GUEST,
                        mail -> tenant().mailboxes().inbox(Contoso.GUEST).size() >= wanted,
                        ARRIVES_WITHIN);
        return tenant().mailboxes().inbox(Contoso.GUEST);
    }

    @Test
    void theMailOfACommittedTransactionIsSent() {
        assertThat(ask(BOOKSHOP, "commit", Contoso.FIRST_USER)).isEqualTo("sent");
        assertThat(awaitMails(2)).hasSize(2);
    }

    /** The one after it would come later. */
    @Test
    void theMailOfATransactionThatWasRolledBackIsNot() {
        assertThat(ask(BOOKSHOP, "roll-back", Contoso.FIRST_USER)).isEqualTo("sent");
        assertThat(ask(BOOKSHOP, "in-a-transaction", Contoso.FIRST_USER)).isEqualTo("sent");
        assertThat(ask(BOOKSHOP, "system", Contoso.FIRST_USER)).isEqualTo("sent");
        assertThat(awaitMails(1)).hasSize(1);
    }

    @Test
    void anOutageIsNoConcernOfTheApplication() {
        tenant().failures().on(Failure.PRX);
        try {
            assertThat(ask(BOOKSHOP, "system", Contoso.FIRST_USER)).isEqualTo("sent");
        } finally {
            tenant().failures().clear();
        }
        assertThat(awaitMails(1)).hasSize(1);
    }

    @Test
    void theLaneIsReadAndNotSent() {
        assertThat(ask(BOOKSHOP, "bulk", Contoso.FIRST_USER)).isEqualTo("sent");
        assertThat(awaitMails(1))
                .singleElement()
                .satisfies(mail -> assertThat(mail.header("X-Signet-Lane")).isEmpty());
        assertThat(ask(BOOKSHOP, "no-lane", Contoso.FIRST_USER))
                .contains("The header X-Signet-Lane must be person-waits, normal or bulk.");
    }
}
