package org.signetmail.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.signetmail.journey.AdministratorAtWork;
import org.signetmail.practice.Contoso;

/** Another application that sends more than there is room for. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ManyWaitingMessagesInContainer extends QueuedMailInContainer {
    private static final int A_CROWD = 300;

    /** Milliseconds, on a busy machine, too. Where threads wait it takes minutes. */
    private static final long AT_ONCE = 5_000;

    ManyWaitingMessagesInContainer(String container) {
        super(container);
    }

    /**
     * By SMTP, which takes 30 a minute. The last of all, since some of them wait for a minute: that Signet is undeployed
     * meanwhile is no reason for a hang.
     */
    @Test
    @Order(Integer.MAX_VALUE)
    void threeHundredMessagesAtOnceLeaveThePagesTheirThreads() {
        AdministratorAtWork administrator = administrator();
        administrator.typeContoso("SMTP");
        administrator.save();
        var answers = Stream.generate(() -> asked(NEWSPAPER, "crowd", Contoso.staff(7)))
                .limit(A_CROWD)
                .toList();

        for (int time = 0; time < 5; time++) {
            assertThat(millisUntilAnswered("signet/sign-in.xhtml")).isLessThan(AT_ONCE);
            assertThat(millisUntilAnswered("health/live")).isLessThan(AT_ONCE);
        }

        var ended = answers.stream()
                .filter(answer -> settles(answer, answers))
                .map(CompletableFuture::join)
                .toList();
        assertThat(ended).filteredOn("sent"::equals).hasSize(30);
        assertThat(ended)
                .filteredOn(answer -> !answer.equals("sent"))
                .hasSize(A_CROWD - 30 - 16)
                .allSatisfy(answer -> assertThat(answer)
                        .startsWith("SendFailedException: Not sent: The mailbox " + Contoso.staff(7))
                        .contains("16 messages of other applications are waiting", "signet.applications.waiting"));
    }

    /** Whether it ended before all but those that may wait did. */
    private static boolean settles(CompletableFuture<String> answer, List<CompletableFuture<String>> all) {
        while (!answer.isDone() && all.stream().filter(other -> !other.isDone()).count() > 16) {
            Thread.onSpinWait();
        }
        return answer.isDone();
    }

    private long millisUntilAnswered(String path) {
        long began = System.nanoTime();
        answer(path);
        return (System.nanoTime() - began) / 1_000_000;
    }
}
