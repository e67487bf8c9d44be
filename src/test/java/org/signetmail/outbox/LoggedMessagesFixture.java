package org.signetmail.outbox;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.settings.OnEveryDatabase;
import org.signetmail.settings.Storage;

/** A delivery log on each database. */
@OnEveryDatabase
abstract class LoggedMessagesFixture {
    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    LoggedMessages messages;
    OutboxOnDisk outbox;
    OutboxLog log;
    OutboxActions actions;

    @BeforeEach
    void open() {
        messages = LoggedMessages.open(storage, folder);
        outbox = messages.outbox;
        log = messages.log;
        actions = messages.actions;
    }

    @AfterEach
    void close() {
        messages.close();
    }
}
