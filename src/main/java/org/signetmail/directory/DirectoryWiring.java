package org.signetmail.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import org.signetmail.account.OutboundProxy;
import org.signetmail.credential.RolloverStore;
import org.signetmail.credential.SelfSignedCertificates;
import org.signetmail.net.CloudHttpClient;
import org.signetmail.token.TokenSource;

/** Wires this package. */
@ApplicationScoped
class DirectoryWiring {
    @Produces
    ApplicationDirectory directory(OutboundProxy proxy, TokenSource tokens, Clock clock) {
        return new ApplicationDirectory(CloudHttpClient.unpooled(proxy, clock), tokens, clock);
    }

    @Produces
    CertificateRollover rollover(RolloverStore store, ApplicationDirectory directory, TokenSource tokens, Clock clock) {
        return new CertificateRollover(
                store,
                directory,
                tokens,
                stored -> SelfSignedCertificates.make(stored.application().client(), stored.months(), clock),
                clock);
    }
}
