package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Fingerprint;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.settings.AuthenticationType;

/**
 * The account that was tested, to be compared with the one on screen or the saved one. Two are equal if the accounts
 * are. Holds a fingerprint of the secret, never the secret.
 *
 * @param application null for a relay, as {@code route} is
 * @param relay null for Microsoft 365
 * @param user null without sign-in by password
 * @param secret null without sign-in
 */
record TestedAccount(
        @Nullable ApplicationRegistration application,
        @Nullable DeliveryRoute route,
        @Nullable Relay relay,
        @Nullable String user,
        @Nullable Fingerprint secret) {

    static TestedAccount of(MailAccount account) {
        if (account instanceof MailAccount.Microsoft365 microsoft) {
            var credentials = microsoft.credentials();
            return new TestedAccount(
                    credentials.application(), microsoft.route(), null, null, Fingerprint.of(credentials.credential()));
        }
        var smtp = (MailAccount.SmtpRelay) account;
        return new TestedAccount(
                null,
                null,
                smtp.relay(),
                smtp.login().map(login -> login.destination().user()).orElse(null),
                smtp.login().map(login -> Fingerprint.of(login.password())).orElse(null));
    }

    /** For the audit trail: the authentication type, the server and the user. */
    String description() {
        if (application != null) {
            return text(
                    "tests.audit.application",
                    AuthenticationType.OAUTH2.label(),
                    application.cloud().authority().getHost(),
                    application.tenant().value(),
                    application.client().value());
        }
        var server = Objects.requireNonNull(relay).server();
        return user == null
                ? text("tests.audit.server", AuthenticationType.NONE.label(), server.host(), server.port())
                : text("tests.audit.user", AuthenticationType.BASIC.label(), server.host(), server.port(), user);
    }
}
