package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.Cloud;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.Mailer;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.StoredMail;
import org.signetmail.settings.Storage;
import org.signetmail.token.TokenFixture;

/** Warnings all the way into an administrator's inbox, by the real mailer, with only the clock moved. */
class PracticeWarningsTest {
    @TempDir
    Path folder;

    private PracticeTenant practice;
    private ExpiryFixture room;
    private Mailer mailer;
    private LocalDate lastDay;

    @BeforeEach
    void open() throws IOException {
        practice = PracticeTenant.startOnFreePorts(folder.resolve("practice"));
        room = new ExpiryFixture(
                Storage.H2_WITH_ECLIPSELINK,
                folder.resolve("store"),
                Cloud.custom(
                        practice.authority(),
                        practice.graph(),
                        new SmtpServer(practice.smtpHost(), practice.smtpPort()),
                        Trust.only(practice.caFile())));
        lastDay = room.today().plusDays(70);
        room.save(Contoso.CLIENT_SECRET, lastDay, Contoso.SHARED, Contoso.GUEST);
        mailer = DeliveryFixture.mailer(
                room.settings(), TokenFixture.tokens(OutboundProxy.NONE, room.clock), OutboundProxy.NONE, room.clock);
    }

    @AfterEach
    void close() {
        room.close();
        practice.close();
    }

    @Test
    void eachArrivesOnceOnItsDayAtEachAdministrator() {
        List<Integer> arrived = new ArrayList<>();
        for (int daysLeft = 70; daysLeft >= -3; daysLeft--) {
            int before = inbox(Contoso.SHARED).size();
            look(daysLeft);
            look(daysLeft);
            List<StoredMail> now = inbox(Contoso.SHARED);
            for (StoredMail mail : now.subList(before, now.size())) {
                arrived.add(daysLeft);
                assertThat(mail.subject()).isEqualTo("Signet: the client secret " + ends(daysLeft) + " 2 Feb 2027");
            }
        }

        assertThat(arrived).containsExactly(60, 30, 14, 7, 3, 1, 0);
        assertThat(inbox(Contoso.GUEST)).hasSize(7);
    }

    @Test
    void theMailSaysWhatToDoAndNothingOfTheSecret() {
        look(12);

        StoredMail mail = inbox(Contoso.GUEST).get(0);
        assertThat(mail.header("From"))
                .hasValueSatisfying(from -> assertThat(from).contains(Contoso.NOTIFICATIONS));
        assertThat(mail.text())
                .contains(
                        "The client secret expires in 12 days, on 2 Feb 2027.",
                        Contoso.CLIENT_ID,
                        Contoso.TENANT_ID,
                        "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade"
                                + "/~/Credentials/appId/" + Contoso.CLIENT_ID,
                        "counts days in UTC+14, where they begin first",
                        "1. Open Certificates & secrets",
                        "4. Select Test Credentials, then Save.");
        assertThat(mail.rawText()).doesNotContain(Contoso.CLIENT_SECRET, Contoso.CLIENT_SECRET.substring(0, 5));
    }

    @Test
    void whatMicrosoftRefusedIsMailedWhenItIsMended() {
        practice.failures().on(Failure.GRAPH_ACCESS_DENIED);
        look(7);
        assertThat(inbox(Contoso.SHARED)).isEmpty();

        practice.failures().clear();
        look(6);
        look(6);

        assertThat(inbox(Contoso.SHARED))
                .extracting(StoredMail::subject)
                .singleElement()
                .asString()
                .contains("in 6 days");
    }

    @Test
    void aSecretThatDiedIsReportedByTheNextOneOnlyIfThatIsNear() {
        practice.failures().on(Failure.SECRET_EXPIRED);
        look(0);
        practice.failures().clear();
        room.save(Contoso.NEW_SECRET, lastDay.plusDays(180), Contoso.SHARED);
        look(-1);

        assertThat(inbox(Contoso.SHARED)).isEmpty();
    }

    @Test
    void aMailWithoutAnAnswerIsNotMailedAgain() {
        room.save(Contoso.CLIENT_SECRET, lastDay, Contoso.SHARED);
        practice.failures().on(Failure.GRAPH_504);
        look(14);
        practice.failures().clear();
        look(13);

        assertThat(inbox(Contoso.SHARED)).hasSize(1);
    }

    private void look(int daysLeft) {
        room.moveTo(lastDay.minusDays(daysLeft));
        room.watch(mailer).look();
    }

    private List<StoredMail> inbox(String address) {
        return practice.mailboxes().inbox(address);
    }

    private static String ends(int daysLeft) {
        return daysLeft == 0
                ? "can expire at any hour: its last day is"
                : "expires in " + (daysLeft == 1 ? "1 day" : daysLeft + " days") + ", on";
    }
}
