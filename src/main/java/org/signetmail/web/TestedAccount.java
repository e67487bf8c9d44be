package org.signetmail.web;

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
                    credentials.application(), microsoft.route(), null, null, Fingerprint.of(credentials.secret()));
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
            return AuthenticationType.OAUTH2.label() + ", "
                    + application.cloud().authority().getHost() + ", tenant "
                    + application.tenant().value() + ", client "
                    + application.client().value();
        }
        String where = relay == null
                ? ""
                : relay.server().host() + ", port " + relay.server().port();
        return user == null
                ? AuthenticationType.NONE.label() + ", " + where
                : AuthenticationType.BASIC.label() + ", " + where + ", user " + user;
    }
}
