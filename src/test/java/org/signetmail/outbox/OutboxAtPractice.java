package org.signetmail.outbox;

import jakarta.mail.Message;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Mailbox;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.StoredMail;

/** An outbox and the practice tenant that it sends to. */
abstract class OutboxAtPractice {
    static final Mailbox GUEST = new Mailbox(Contoso.GUEST);

    @TempDir
    Path folder;

    PracticeTenantFixture contoso;
    RunningOutbox outbox;

    @BeforeEach
    void open() throws Exception {
        contoso = new PracticeTenantFixture(folder);
        outbox = RunningOutbox.on(contoso.store(), contoso.freshSessions());
    }

    @AfterEach
    void close() {
        outbox.close();
        contoso.close();
    }

    static Message mail(String subject, Mailbox... to) {
        return MimeMessages.of(
                new PlainTextMail(to.length == 0 ? List.of(GUEST) : List.of(to), subject, "text"), false);
    }

    List<StoredMail> arrived() {
        return contoso.tenant.mailboxes().inbox(Contoso.GUEST);
    }

    List<String> subjects() {
        return arrived().stream().map(StoredMail::subject).toList();
    }
}
