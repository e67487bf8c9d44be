package org.signetmail.expiry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Mailbox;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.text.Messages;

/**
 * The credential with which mail is sent.
 *
 * @param identity identifies the credential without revealing it: another credential, or another end of the same one,
 * is warned about again
 * @param since when it was added; an unknown end is warned about each month from then on
 * @param warned the administrators to warn
 */
record WatchedCredential(
        String identity,
        CredentialWords kind,
        CredentialEnd end,
        Instant since,
        Optional<ApplicationRegistration> application,
        List<Mailbox> warned) {

    /** The client secret of these settings; empty if none is stored or used. */
    static Optional<WatchedCredential> secretOf(MailSettings settings) {
        var stored = settings.clientSecret();
        if (!isUsed(settings) || stored == null) {
            return Optional.empty();
        }
        return Optional.of(new WatchedCredential(
                stored.addedAt() + "/" + settings.secretExpiresOn(),
                CredentialWords.CLIENT_SECRET,
                CredentialEnd.onDay(settings.secretExpiresOn()),
                stored.addedAt(),
                settings.registration(),
                settings.warned()));
    }

    /** A stored credential; empty if mail uses none with these settings. */
    static Optional<WatchedCredential> of(MailSettings settings, CredentialInfo stored) {
        if (!isUsed(settings)) {
            return Optional.empty();
        }
        CredentialEnd end = switch (stored.kind()) {
            case CLIENT_SECRET -> CredentialEnd.onDay(stored.expiresOn().orElse(null));
            case CERTIFICATE ->
                stored.endsAt().<CredentialEnd>map(CredentialEnd.Moment::new).orElseGet(CredentialEnd.Unknown::new);
            case FEDERATED -> new CredentialEnd.Never();
        };
        return Optional.of(new WatchedCredential(
                stored.number() + "/" + stored.endsAt().map(Instant::toString).orElse(""),
                CredentialWords.of(stored.kind()),
                end,
                stored.addedAt(),
                settings.registration(),
                settings.warned()));
    }

    private static boolean isUsed(MailSettings settings) {
        return settings.customServer() && settings.type() == AuthenticationType.OAUTH2;
    }

    /** Its end as a sentence without full stop: {@code The client secret expires in 12 days, on 8 Sep 2026}. */
    String sentence(Instant now) {
        return text("expiry.sentence." + end.variant(now), now);
    }

    /** The subject of a mail that says the same. */
    String subject(Instant now) {
        return text("expiry.subject." + end.variant(now), now);
    }

    private String text(String key, Instant now) {
        return Messages.text(key, end.day(), end.daysLeft(now).orElse(0), kind.noun());
    }
}
