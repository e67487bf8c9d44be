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

/** Warnings delivered to an administrator's inbox by the real mailer, with a moved clock. */
class PracticeWarningsTest {
    @TempDir
    Path folder;

    private PracticeTenant practice;
    private ExpiryFixture fixture;
    private Mailer mailer;
    private LocalDate lastDay;

    @BeforeEach
    void open() throws IOException {
        practice = PracticeTenant.startOnFreePorts(folder.resolve("practice"));
        fixture = new ExpiryFixture(
                Storage.H2_WITH_ECLIPSELINK,
                folder.resolve("store"),
                Cloud.custom(
                        practice.authority(),
                        practice.graph(),
                        new SmtpServer(practice.smtpHost(), practice.smtpPort()),
                        Trust.only(practice.caFile())));
        lastDay = fixture.today().plusDays(70);
        fixture.save(Contoso.CLIENT_SECRET, lastDay, Contoso.SHARED, Contoso.GUEST);
        mailer = DeliveryFixture.mailer(
                fixture.settings(),
                TokenFixture.tokens(OutboundProxy.NONE, fixture.clock),
                OutboundProxy.NONE,
                fixture.clock);
    }

    @AfterEach
    void close() {
        fixture.close();
        practice.close();
    }

    @Test
    void eachWarningArrivesOnceOnItsDayAtEachAdministrator() {
        List<Integer> arrived = new ArrayList<>();
        for (int daysLeft = 70; daysLeft >= -3; daysLeft--) {
            int before = inbox(Contoso.SHARED).size();
            runWithDaysLeft(daysLeft);
            runWithDaysLeft(daysLeft);
            List<StoredMail> now = inbox(Contoso.SHARED);
            for (StoredMail mail : now.subList(before, now.size())) {
                arrived.add(daysLeft);
                assertThat(mail.subject()).isEqualTo("Signet: the client secret " + phrase(daysLeft) + " 2 Feb 2027");
            }
        }

        assertThat(arrived).containsExactly(60, 30, 14, 7, 3, 1, 0, -2, -3);
        assertThat(inbox(Contoso.GUEST)).hasSize(9);
    }

    @Test
    void theMailHasInstructionsAndRevealsNothingOfTheSecret() {
        runWithDaysLeft(12);

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
                        "in UTC+14, where they begin first",
                        "1. Open Certificates & secrets",
                        "4. Select Test Credentials, then Save.");
        assertThat(mail.rawText()).doesNotContain(Contoso.CLIENT_SECRET, Contoso.CLIENT_SECRET.substring(0, 5));
    }

    @Test
    void aWarningRefusedByMicrosoftIsMailedOnceThatIsFixed() {
        practice.failures().on(Failure.GRAPH_ACCESS_DENIED);
        runWithDaysLeft(7);
        assertThat(inbox(Contoso.SHARED)).isEmpty();

        practice.failures().clear();
        runWithDaysLeft(6);
        runWithDaysLeft(6);

        assertThat(inbox(Contoso.SHARED))
                .extracting(StoredMail::subject)
                .singleElement()
                .asString()
                .contains("in 6 days");
    }

    @Test
    void anExpiredSecretIsNotReportedAfterItsReplacement() {
        practice.failures().on(Failure.SECRET_EXPIRED);
        runWithDaysLeft(0);
        practice.failures().clear();
        fixture.save(Contoso.NEW_SECRET, lastDay.plusDays(180), Contoso.SHARED);
        runWithDaysLeft(-1);

        assertThat(inbox(Contoso.SHARED)).isEmpty();
    }

    @Test
    void aMailWithAnUnknownOutcomeIsNotRepeated() {
        fixture.save(Contoso.CLIENT_SECRET, lastDay, Contoso.SHARED);
        practice.failures().on(Failure.GRAPH_504);
        runWithDaysLeft(14);
        practice.failures().clear();
        runWithDaysLeft(13);

        assertThat(inbox(Contoso.SHARED)).hasSize(1);
    }

    private void runWithDaysLeft(int daysLeft) {
        fixture.moveTo(lastDay.minusDays(daysLeft));
        fixture.watch(mailer).sendDueWarning();
    }

    private List<StoredMail> inbox(String address) {
        return practice.mailboxes().inbox(address);
    }

    private static String phrase(int daysLeft) {
        if (daysLeft < 0) {
            return "expired on";
        }
        return daysLeft == 0
                ? "may expire at any hour: its last day is"
                : "expires in " + (daysLeft == 1 ? "1 day" : daysLeft + " days") + ", on";
    }
}
