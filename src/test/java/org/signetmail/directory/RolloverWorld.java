package org.signetmail.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.CertificateId;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.ObjectId;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.OwnKey;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.practice.ApplicationKeys;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.SignedCertificate;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenFixture;
import org.signetmail.token.TokenSource;

/** The practice tenant with a certificate that was uploaded by hand, and two nodes that share a store and a clock. */
final class RolloverWorld implements AutoCloseable {
    static final Duration LIFE = Duration.ofDays(365);
    static final Duration HALF = LIFE.dividedBy(2);
    private static final Duration TICK = Duration.ofHours(6);

    final AdjustableClock clock = new AdjustableClock();
    final PracticeTenant tenant;
    final MemoryRolloverStore store;
    final CertificateCredential first;
    final String firstId;
    final List<CertificateRollover> nodes = new ArrayList<>();
    private final ApplicationRegistration application;
    private final List<TokenSource> tokens = new ArrayList<>();

    RolloverWorld(Path folder) throws Exception {
        tenant = PracticeTenant.start(PracticeTenant.Ports.FREE, folder, clock);
        application = new ApplicationRegistration(
                Cloud.custom(
                        tenant.authority(),
                        tenant.graph(),
                        new SmtpServer(tenant.smtpHost(), tenant.smtpPort()),
                        Trust.only(tenant.caFile())),
                new TenantId(Contoso.TENANT_ID),
                new ClientId(Contoso.CLIENT_ID));
        first = made();
        firstId = upload(first);
        store = new MemoryRolloverStore(application, new ObjectId(Contoso.OBJECT_ID), first);
        startNode();
        startNode();
    }

    /** A process that starts again remembers nothing. */
    void startNode() {
        TokenSource source = TokenFixture.tokens(OutboundProxy.NONE, clock);
        tokens.add(source);
        nodes.add(new CertificateRollover(
                store,
                new ApplicationDirectory(CloudHttpClient.unpooled(OutboundProxy.NONE, clock), source, clock),
                source,
                stored -> made(),
                clock));
    }

    CertificateCredential made() {
        try {
            Instant now = clock.instant();
            var signed = SignedCertificate.of(now.minusSeconds(3600), now.plus(LIFE));
            return CertificateCredential.of(signed.certificate(), signed.key());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String upload(CertificateCredential certificate) throws Exception {
        return tenant.keys().uploadCertificate(certificate.x509().getEncoded());
    }

    void enterFirstId() {
        store.enter(OwnKey.of(new CertificateId(firstId), first));
    }

    /** Each node's timer, every six hours. A node that dies is started again, and goes on at its next turn. */
    void pass(Duration time) throws Exception {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(TICK);
            for (CertificateRollover node : List.copyOf(nodes)) {
                proceed(node);
            }
        }
    }

    private void proceed(CertificateRollover node) throws Exception {
        try {
            node.proceed();
        } catch (MemoryRolloverStore.Died died) {
            nodes.remove(node);
            startNode();
        }
    }

    /** Just before the current certificate is half over. */
    void passToDue() throws Exception {
        Instant due = Rollover.dueAt(store.current().x509());
        pass(Duration.between(clock.instant(), due).minus(TICK.multipliedBy(2)));
    }

    /** What delivery does: the current certificate, or else the next one, which then serves. */
    void assertMailGoesOut() {
        if (!works(store.current())) {
            assertThat(store.next()).as("mail stopped at " + clock.instant()).isPresent();
            store.switchToNext();
            assertThat(works(store.current()))
                    .as("mail stopped at " + clock.instant())
                    .isTrue();
        }
    }

    /** The new one serves, and nothing is left to do. */
    void assertRenewed() {
        assertThat(store.current()).isNotEqualTo(first);
        assertThat(store.next()).isEmpty();
        assertThat(store.state().phase()).isEqualTo(Phase.IDLE);
        assertThat(store.state().obstacle()).isEmpty();
        assertMailGoesOut();
    }

    boolean works(CertificateCredential certificate) {
        try {
            tokens.get(0).freshTokenFor(new ClientCredentials(application, certificate), DeliveryRoute.GRAPH);
            return true;
        } catch (TokenException refused) {
            return false;
        }
    }

    Reason obstacle() {
        return store.state().obstacle().orElseThrow().reason();
    }

    Set<String> registered() {
        return tenant.keys().certificates().stream()
                .map(ApplicationKeys.Certificate::keyId)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        tenant.close();
    }
}
