package org.signetmail.outbox;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.settings.OnEveryDatabase;
import org.signetmail.settings.Storage;

/** The stores of the outbox on each database. */
@OnEveryDatabase
abstract class OutboxStores {
    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    OutboxOnDisk outbox;

    @BeforeEach
    void open() {
        outbox = OutboxOnDisk.open(storage, folder);
    }

    @AfterEach
    void close() {
        outbox.close();
    }
}
