package org.signetmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Mailbox;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.Symptom;
import org.signetmail.letter.Mail;
import org.signetmail.letter.Outcome;
import org.signetmail.letter.RefusalScope;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.TokenRoom;
import org.signetmail.wire.RelayLookup;

/** Who may save a relay and test it, and then lets its name lead elsewhere, learns nothing of what is there. */
@Timeout(60)
class RelayOfATestTest {
    private static final Mail TEST = new Mail(List.of(new Mailbox("guest@partner.example")), "Test", "Text");

    @TempDir
    Path folder;

    private StoreOnDisk store;

    @BeforeEach
    void aRelayOnTheInternetIsSaved() throws Exception {
        store = StoreOnDisk.open(folder, Clock.systemUTC());
        store.settings().save(SampleSettings.typed(SampleSettings.basic(0)), "admin");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void isNotConnectedToWhereItsNameLeadsToThisServerNow() throws Exception {
        var nowHere = new RelayLookup(RelayAllowList.DEFAULT, host -> List.of(InetAddress.getAllByName("127.0.0.1")));
        Mailer mailer = PostRoom.mailer(
                store.settings(), TokenRoom.tokens(OutboundProxy.NONE, Clock.systemUTC()), nowHere, Clock.systemUTC());

        Outcome outcome = mailer.sendTest(TEST);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.symptom().code()).isEqualTo(Symptom.RELAY_NOT_ALLOWED);
            assertThat(refused.scope()).as("mail that is no test goes on").isEqualTo(RefusalScope.MESSAGE);
        });
        assertThat(store.settings().standing().failingSince()).isNull();
    }
}
