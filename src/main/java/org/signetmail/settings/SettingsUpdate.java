package org.signetmail.settings;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Clouds;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.RelayLogin;
import org.signetmail.account.SecretDestination;
import org.signetmail.account.TlsMode;
import org.signetmail.log.AuditNote;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/**
 * One save: decided first, with everything sealed, and written in one transaction after that.
 *
 * <p>A stored secret never changes its destination. Where the saved authentication type needs a secret for a new
 * destination, it must be typed; where it doesn't, the secret of the old destination is forgotten, and the audit trail
 * says so.
 */
final class SettingsUpdate {
    /** Not a comma: a list of domains has these. */
    private static final String SEPARATOR = "; ";

    private final MailSettings wanted;
    private final SettingsRow stored;
    private final String who;
    private final Instant now;
    private final Seal seal;

    private final @Nullable SealedSecret clientSecret;
    private final @Nullable SealedSecret relayPassword;
    private final boolean keepsRegistration;
    private final SettingsDiff settingsDiff;
    private final List<String> words;

    SettingsUpdate(SettingsChange change, SettingsRow stored, Clouds clouds, Seal seal, String who, Instant now)
            throws SecretRequired, SealBroken {
        this.wanted = change.wanted();
        this.stored = stored;
        this.seal = seal;
        this.who = who;
        this.now = now;

        MailSettings before = stored.settings(clouds);
        ApplicationRegistration application = wanted.application();
        this.keepsRegistration = application == null
                && before.cloudId().equals(wanted.cloudId())
                && clouds.find(wanted.cloudId()).isEmpty();
        this.clientSecret = keepsRegistration
                ? stored.clientSecret()
                : kept(
                        SecretKind.CLIENT_SECRET,
                        stored.clientSecret(),
                        change.clientSecret().map(secret -> secret.value()),
                        application,
                        wanted.customServer() && wanted.type() == AuthenticationType.OAUTH2);
        this.relayPassword = kept(
                SecretKind.RELAY_PASSWORD,
                stored.relayPassword(),
                change.relayPassword().map(password -> password.value()),
                login(wanted),
                wanted.customServer() && wanted.type() == AuthenticationType.BASIC);
        this.settingsDiff = new SettingsDiff(before, wanted, clouds);
        this.words = settingsDiff.words(
                fate(SecretKind.CLIENT_SECRET, stored.clientSecret(), clientSecret),
                fate(SecretKind.RELAY_PASSWORD, stored.relayPassword(), relayPassword));
    }

    /** Whether anything would be another than it is. */
    boolean changesSomething() {
        return !words.isEmpty();
    }

    /** @throws OptimisticLockException if somebody else saved since the stored settings were read */
    SettingsRow write(EntityManager entities) {
        SettingsRow row = entities.find(SettingsRow.class, SettingsRow.ID);
        if (row.version() != stored.version()) {
            throw new OptimisticLockException(row);
        }
        row.take(wanted, keepsRegistration, now, who);
        row.keep(clientSecret, relayPassword);
        for (String what : rows(words)) {
            entities.persist(new AuditRow(now, new AuditNote(who, what)));
        }
        entities.flush();
        DeliveryStatusRow standing =
                entities.find(DeliveryStatusRow.class, DeliveryStatusRow.ID, LockModeType.PESSIMISTIC_WRITE);
        boolean otherSecret = stored.clientSecret() != clientSecret || stored.relayPassword() != relayPassword;
        if (otherSecret || settingsDiff.touchesCredentials()) {
            standing.credentialsPassed(null);
        }
        if (otherSecret || settingsDiff.touchesDelivery()) {
            // What failed goes on being shown until a mail is accepted: changed settings are a hope, not a proof.
            standing.accepted(null);
        }
        return row;
    }

    /** The phrases, as few rows of the trail as take them whole. */
    static List<String> rows(List<String> phrases) {
        var rows = new ArrayList<String>();
        var row = new StringBuilder();
        for (String phrase : phrases) {
            if (!row.isEmpty() && row.length() + SEPARATOR.length() + phrase.length() > AuditNote.LONGEST) {
                rows.add(row.toString());
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : SEPARATOR).append(phrase);
        }
        rows.add(row.toString());
        return rows;
    }

    /** The login that these settings name; refused where a password would cross the network in clear. */
    private static @Nullable RelayLogin login(MailSettings wanted) {
        if (wanted.relay() == null || wanted.relayUser() == null) {
            return null;
        }
        if (wanted.customServer()
                && wanted.type() == AuthenticationType.BASIC
                && wanted.relay().tls() == TlsMode.NONE) {
            throw new InvalidInput("A password is never sent without TLS. Choose STARTTLS or implicit TLS.");
        }
        return new RelayLogin(wanted.relay(), wanted.relayUser());
    }

    private @Nullable SealedSecret kept(
            SecretKind kind,
            @Nullable SealedSecret old,
            Optional<String> typed,
            @Nullable SecretDestination secretDestination,
            boolean needed)
            throws SecretRequired, SealBroken {
        if (secretDestination == null) {
            if (needed && typed.isPresent()) {
                throw new InvalidInput(kind.label() + " can only be kept together with " + kind.requires() + ".");
            }
            return null;
        }
        if (typed.isPresent()) {
            return new SealedSecret(seal.seal(typed.get(), secretDestination.binding()), secretDestination, now, who);
        }
        if (old != null && old.isFor(secretDestination)) {
            return old;
        }
        if (needed) {
            throw kind.mustBeTyped(old, secretDestination);
        }
        return null;
    }

    private static Optional<String> fate(SecretKind kind, @Nullable SealedSecret before, @Nullable SealedSecret after) {
        if (before == after) {
            return Optional.empty();
        }
        return Optional.of(after == null ? kind.label() + " forgotten" : kind.label());
    }
}
