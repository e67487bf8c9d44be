package org.signetmail.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node dies in a renewal, and another goes on. */
class RolloverCrashTest {

    @TempDir
    Path folder;

    private RolloverWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new RolloverWorld(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** Before and after each change of the store, once in each of a renewal's changes. */
    @ParameterizedTest
    @EnumSource(value = CrashPoint.class)
    void aNodeThatDiesAtAnyStepLeavesWhatAnotherGoesOnWith(CrashPoint point) throws Exception {
        var deaths = new AtomicInteger();
        world.enterFirstId();
        world.passToDue();
        world.store.watch(at -> {
            if (at.equals(point.at()) && deaths.getAndIncrement() == 0) {
                throw new MemoryRolloverStore.Died();
            }
        });
        for (int day = 0; day < 16; day++) {
            world.pass(Duration.ofDays(1));
            world.assertMailGoesOut();
        }

        assertThat(deaths).as("times that the point was passed").hasPositiveValue();
        world.assertRenewed();
        assertThat(world.registered()).doesNotContain(world.firstId);
    }

    enum CrashPoint {
        BEFORE_PREPARE("before prepare"),
        AFTER_PREPARE("after prepare"),
        BEFORE_CALL("before replace UNKNOWN"),
        AFTER_UNKNOWN_BEFORE_CALL("after replace UNKNOWN"),
        AFTER_CALL("before replace ADDED"),
        AFTER_ADDED("after replace ADDED"),
        BEFORE_TRIED("before replace TRIED"),
        AFTER_TRIED("after replace TRIED"),
        BEFORE_PROMOTE("before promote"),
        AFTER_PROMOTE("after promote"),
        AFTER_REMOVAL("before replace IDLE"),
        AFTER_REMOVED("after replace IDLE");

        private final String at;

        CrashPoint(String at) {
            this.at = at;
        }

        String at() {
            return at;
        }
    }
}
