package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;

/** What becomes of a warning that is mailed. */
class WarningOutcomesTest extends SecretValidFor70Days {
    @Nested
    class SeveralAdministrators {
        @BeforeEach
        void two() {
            room.save(Contoso.CLIENT_SECRET, lastDay, ADMIN, OTHER);
        }

        @Test
        void getAMailEach() {
            warnedAt(30);

            assertThat(post.taken)
                    .extracting(PlainTextMail::to)
                    .containsExactly(List.of(new Mailbox(ADMIN)), List.of(new Mailbox(OTHER)));
        }

        @Test
        void areWarnedThoughOneAddressIsRefused() {
            post.answers(plainTextMail -> plainTextMail.to().contains(new Mailbox(ADMIN))
                    ? ScriptedMailer.refused(Peer.GRAPH)
                    : ScriptedMailer.accepted());
            warnedAt(30);
            warnedAt(30);

            assertThat(post.tried).hasSize(2);
            assertThat(post.taken).hasSize(1);
        }

        @Test
        void doNotMakeEntraRefuseTheSameTwice() {
            post.answers(plainTextMail -> ScriptedMailer.refused(Peer.ENTRA));
            warnedAt(30);

            assertThat(post.tried).hasSize(1);
        }
    }

    @Nested
    class AMailThatDoesNotGoOut {
        @Test
        void isTriedAgainAtTheNextLook() {
            post.answers(plainTextMail -> ScriptedMailer.refused(Peer.GRAPH));
            warnedAt(30);
            assertThat(post.tried).hasSize(1);
            assertThat(room.warnedOn()).isEmpty();

            post.answers(plainTextMail -> ScriptedMailer.accepted());
            warnedAt(29);
            warnedAt(28);

            assertThat(ExpiryFixture.subjects(post.taken))
                    .singleElement()
                    .asString()
                    .contains("in 29 days");
        }

        @Test
        void orPerhapsDidIsNeverDoubled() {
            post.answers(plainTextMail -> ScriptedMailer.unknown());
            warnedAt(30);
            warnedAt(29);

            assertThat(post.tried).hasSize(1);
        }

        @Test
        void isTriedAgainAfterAFault() {
            post.answers(plainTextMail -> {
                throw new IllegalStateException("a bug");
            });
            room.moveTo(lastDay.minusDays(30));
            assertThatThrownBy(() -> room.watch(post).look()).isInstanceOf(IllegalStateException.class);

            post.answers(plainTextMail -> ScriptedMailer.accepted());
            warnedAt(30);

            assertThat(post.taken).hasSize(1);
        }
    }
}
