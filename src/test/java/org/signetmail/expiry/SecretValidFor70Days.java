package org.signetmail.expiry;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.signetmail.account.Cloud;
import org.signetmail.practice.Contoso;
import org.signetmail.settings.OnBothDatabases;
import org.signetmail.settings.Storage;

/** A saved secret that has seventy days to live, and a watch over it. */
@OnBothDatabases
abstract class SecretValidFor70Days {
    static final String ADMIN = "mail-admins@contoso.example";
    static final String OTHER = "servicedesk@contoso.example";

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    final ScriptedMailer post = new ScriptedMailer();
    ExpiryFixture room;
    LocalDate lastDay;

    @BeforeEach
    void aSecretWithSeventyDaysToLive() {
        room = new ExpiryFixture(storage, folder, Cloud.MICROSOFT.get(0));
        lastDay = room.today().plusDays(70);
        room.save(Contoso.CLIENT_SECRET, lastDay, ADMIN);
    }

    @AfterEach
    void close() {
        room.close();
    }

    void warnedAt(int daysLeft) {
        room.moveTo(lastDay.minusDays(daysLeft));
        room.watch(post).look();
    }
}
