package org.signetmail.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.Cloud;
import org.signetmail.account.ObjectId;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Trust;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.credential.Slot;
import org.signetmail.delivery.DeliveryFixture;
import org.signetmail.delivery.Mailer;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.SignedCertificate;
import org.signetmail.practice.StoredMail;
import org.signetmail.settings.RenewalStore;
import org.signetmail.settings.RolloverSettings;
import org.signetmail.settings.Storage;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;

/** The administrators are written to when a renewal stops, by the channels of the warnings. */
class StoppedRenewalTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private PracticeTenant practice;
    private ExpiryFixture fixture;
    private RenewalStore renewal;
    private final CredentialUpkeep upkeep = new CredentialUpkeep();

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // There is no container.
    void renewACertificate() throws Exception {
        var clock = new AdjustableClock(); // Assertions of a certificate are valid for minutes.
        practice = PracticeTenant.start(PracticeTenant.Ports.FREE, folder.resolve("practice"), clock);
        fixture = new ExpiryFixture(
                Storage.H2_WITH_ECLIPSELINK,
                folder.resolve("store"),
                Cloud.custom(
                        practice.authority(),
                        practice.graph(),
                        new SmtpServer(practice.smtpHost(), practice.smtpPort()),
                        Trust.only(practice.caFile())),
                clock);
        fixture.save(Contoso.CLIENT_SECRET, fixture.today().plusDays(70), Contoso.SHARED);
        TokenSource tokens = TokenFixture.tokens(OutboundProxy.NONE, fixture.clock);
        Mailer mailer = DeliveryFixture.mailer(fixture.settings(), tokens, OutboundProxy.NONE, fixture.clock);
        renewal = fixture.store().renewal();
        upkeep.credentials = fixture.store().credentials();
        upkeep.credentialSwitch = DeliveryFixture.credentialSwitch(upkeep.credentials, tokens, fixture.clock);
        upkeep.settings = fixture.settings();
        upkeep.renewal = renewal;
        upkeep.notifier = fixture.notifier(mailer);
        upkeep.clock = fixture.clock;
        serveByCertificate();
        renewal.configure(new RolloverSettings(true, Optional.of(new ObjectId(Contoso.OBJECT_ID)), 12), "admin");
    }

    @AfterEach
    void close() {
        fixture.close();
        practice.close();
    }

    private void serveByCertificate() throws Exception {
        var signed = SignedCertificate.of(
                fixture.clock.instant().minusSeconds(60),
                fixture.clock.instant().plus(Duration.ofDays(300)));
        practice.keys().uploadCertificate(signed.der());
        ApplicationRegistration application =
                fixture.settings().load().registration().orElseThrow();
        upkeep.credentials.addNext(
                CertificateCredential.of(signed.certificate(), signed.key()), application, null, null, "admin");
        upkeep.credentials.promote(numberIn(Slot.CURRENT), numberIn(Slot.NEXT), null, "admin", "promoted");
    }

    private long numberIn(Slot slot) {
        return upkeep.credentials.all().stream()
                .filter(info -> info.isIn(slot))
                .findFirst()
                .orElseThrow()
                .number();
    }

    private void stop(Reason reason) {
        Rollover before = renewal.state();
        assertThat(renewal.replace(before, before.stopped(reason, "the-code", fixture.clock.instant(), DAY)))
                .isTrue();
    }

    private List<StoredMail> inbox() {
        return practice.mailboxes().inbox(Contoso.SHARED);
    }

    @Test
    void aRefusalIsMailedOnceForEachReason() throws Exception {
        stop(Reason.POLICY);
        upkeep.run();
        upkeep.run();
        fixture.clock.advance(DAY);
        stop(Reason.POLICY);
        upkeep.run();

        assertThat(inbox()).hasSize(1);
        assertThat(inbox().get(0).subject()).isEqualTo("Signet could not renew its certificate");
        assertThat(inbox().get(0).rawText())
                .contains("A policy of your organization refused the certificate", "the-code", "Mail is still sent");

        stop(Reason.PROOF);
        upkeep.run();
        assertThat(inbox()).hasSize(2);
    }

    @Test
    void aMissingReplyIsNotMailed() throws Exception {
        stop(Reason.NO_REPLY);
        upkeep.run();
        assertThat(inbox()).isEmpty();
    }

    @Test
    void oneThatCouldNotBeSentIsSentWithTheNextHour() throws Exception {
        stop(Reason.POLICY);
        practice.failures().on(Failure.GRAPH_ACCESS_POLICY);
        upkeep.run();
        assertThat(inbox()).isEmpty();
        practice.failures().clear();

        upkeep.run();

        assertThat(inbox()).hasSize(1);
    }

    @Test
    void nothingIsSaidOfARenewalThatIsOff() throws Exception {
        stop(Reason.POLICY);
        renewal.configure(new RolloverSettings(false, Optional.of(new ObjectId(Contoso.OBJECT_ID)), 12), "admin");
        upkeep.run();
        assertThat(inbox()).isEmpty();
    }
}
