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

/** A saved secret that expires in seventy days, and its watch. */
@OnBothDatabases
abstract class SecretValidFor70Days {
    static final String ADMIN = "mail-admins@contoso.example";
    static final String OTHER = "servicedesk@contoso.example";

    @Parameter
    Storage storage;

    @TempDir
    Path folder;

    final ScriptedMailer mailer = new ScriptedMailer();
    ExpiryFixture fixture;
    LocalDate lastDay;

    @BeforeEach
    void saveASecretForSeventyDays() {
        fixture = new ExpiryFixture(storage, folder, Cloud.MICROSOFT.get(0));
        lastDay = fixture.today().plusDays(70);
        fixture.save(Contoso.CLIENT_SECRET, lastDay, ADMIN);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    void warnedAt(int daysLeft) {
        fixture.moveTo(lastDay.minusDays(daysLeft));
        fixture.watch(mailer).sendDueWarning();
    }
}
