package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;

/** Effects of the outcome of a warning mail. */
class WarningOutcomesTest extends SecretValidFor70Days {
    @Nested
    class SeveralAdministrators {
        @BeforeEach
        void two() {
            fixture.save(Contoso.CLIENT_SECRET, lastDay, ADMIN, OTHER);
        }

        @Test
        void eachGetAMail() {
            warnedAt(30);

            assertThat(mailer.taken)
                    .extracting(PlainTextMail::to)
                    .containsExactly(List.of(new Mailbox(ADMIN)), List.of(new Mailbox(OTHER)));
        }

        @Test
        void areWarnedOnceEvenIfAnotherAddressIsRefusedAndTriedAgain() {
            mailer.outcomes(plainTextMail -> plainTextMail.to().contains(new Mailbox(ADMIN))
                    ? ScriptedMailer.refused(Peer.GRAPH)
                    : ScriptedMailer.accepted());
            warnedAt(30);
            warnedAt(30);

            assertThat(mailer.taken).hasSize(1);
            assertThat(mailer.tried)
                    .extracting(PlainTextMail::to)
                    .containsExactly(
                            List.of(new Mailbox(ADMIN)), List.of(new Mailbox(OTHER)), List.of(new Mailbox(ADMIN)));
        }

        @Test
        void causeOnlyOneRefusedRequestToEntra() {
            mailer.outcomes(plainTextMail -> ScriptedMailer.refused(Peer.ENTRA));
            warnedAt(30);

            assertThat(mailer.tried).hasSize(1);
        }
    }

    @Nested
    class AFailedMail {
        @Test
        void isRetriedAtTheNextRun() {
            mailer.outcomes(plainTextMail -> ScriptedMailer.refused(Peer.GRAPH));
            warnedAt(30);
            assertThat(mailer.tried).hasSize(1);
            assertThat(fixture.warnedOn()).isEmpty();

            mailer.outcomes(plainTextMail -> ScriptedMailer.accepted());
            warnedAt(29);
            warnedAt(28);

            assertThat(ExpiryFixture.subjects(mailer.taken))
                    .singleElement()
                    .asString()
                    .contains("in 29 days");
        }

        @Test
        void withAnUnknownOutcomeIsNotRepeated() {
            mailer.outcomes(plainTextMail -> ScriptedMailer.unknown());
            warnedAt(30);
            warnedAt(29);

            assertThat(mailer.tried).hasSize(1);
        }

        @Test
        void isRetriedAfterAnException() {
            mailer.outcomes(plainTextMail -> {
                throw new IllegalStateException("a bug");
            });
            fixture.moveTo(lastDay.minusDays(30));
            fixture.watch(mailer).sendDueWarning();

            mailer.outcomes(plainTextMail -> ScriptedMailer.accepted());
            warnedAt(30);

            assertThat(mailer.taken).hasSize(1);
        }
    }
}
