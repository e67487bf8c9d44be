package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time of an action without the peer. */
@Timeout(30)
class PausedDeadlineTest {
    private static final Duration TIME = Duration.ofMillis(200);

    private static void await(Deadline deadline) {
        while (!deadline.isOver()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void itDoesNotCount() throws IOException {
        var deadline = Deadline.in(TIME);
        try (var socket = new DeadlineSocket(deadline)) {
            socket.pauseDeadline(() -> {
                await(deadline);
                socket.abortIfOverdue();
            });

            socket.abortIfOverdue();
            assertThat(socket.isClosed()).isFalse();
            await(Deadline.in(TIME));
            socket.abortIfOverdue();
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void nothingBeginsAfterTheDeadline() throws IOException {
        var deadline = Deadline.in(Duration.ZERO);
        try (var socket = new DeadlineSocket(deadline)) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> socket.pauseDeadline(() -> {
                        throw new AssertionError("run");
                    }));
            socket.abortIfOverdue();
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void bothCountTheSameBytes() {
        var deadline = Deadline.in(TIME, 10);
        Deadline later = deadline.later(TIME);
        assertThatCode(() -> deadline.countReceived(10)).doesNotThrowAnyException();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> later.countReceived(1));
    }
}
