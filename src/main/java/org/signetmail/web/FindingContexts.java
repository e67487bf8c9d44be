package org.signetmail.web;

import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.check.Findings;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;

/** Creates the values that the text of a finding can name, from the saved settings. */
final class FindingContexts {
    private FindingContexts() {}

    static Findings.FindingContext of(MailSettings settings, String mailbox, String recipient) {
        boolean microsoft = settings.type() == AuthenticationType.OAUTH2;
        var application = microsoft ? settings.registration() : Optional.<ApplicationRegistration>empty();
        return new Findings.FindingContext(
                application.map(ApplicationRegistration::cloud).orElse(null),
                microsoft ? settings.route() : null,
                host(settings),
                application.map(app -> app.tenant().value()).orElse(""),
                application.map(app -> app.client().value()).orElse(""),
                mailbox,
                recipient);
    }

    private static String host(MailSettings settings) {
        if (settings.type() != AuthenticationType.OAUTH2) {
            return settings.relay() == null ? "" : settings.relay().server().host();
        }
        return settings.registration()
                .map(app -> settings.route() == DeliveryRoute.GRAPH
                        ? app.cloud().graph().getHost()
                        : app.cloud().smtp().host())
                .orElse("");
    }
}
