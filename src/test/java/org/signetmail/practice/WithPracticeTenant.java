package org.signetmail.practice;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one practice tenant a class and find it unharmed and empty. */
abstract class WithPracticeTenant {
    static PracticeTenant tenant;
    static PracticeClient practiceClient;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        tenant = PracticeTenant.startOnFreePorts(folder);
        practiceClient = new PracticeClient(tenant);
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @BeforeEach
    void allOff() {
        tenant.failures().clear();
        tenant.requests().clear();
        tenant.mailboxes().clear();
    }
}
