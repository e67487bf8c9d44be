package org.signetmail.settings;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.SecretDestination;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.MailSettings.Setting;
import org.signetmail.text.Messages;

/** The kinds of stored secrets, with the page labels of the parts of their destinations. */
enum SecretKind {
    CLIENT_SECRET(
            "setting.clientSecret",
            "account.input.missing",
            "settings.clientSecret.changed",
            "settings.clientSecret.alone"),
    CERTIFICATE(
            "setting.certificate",
            "settings.certificate.missing",
            "settings.certificate.changed",
            "settings.certificate.alone"),
    RELAY_PASSWORD("setting.password", "account.input.missing", "settings.password.changed", "settings.password.alone");

    private final String label;
    private final String missing;
    private final String changed;
    private final String alone;

    /**
     * @param label key of its label
     * @param missing key of the refusal to use one that is neither typed nor stored
     * @param changed key of the refusal to send a stored one to another destination
     * @param alone key of the refusal to store one without its destination
     */
    SecretKind(String label, String missing, String changed, String alone) {
        this.label = Messages.text(label);
        this.missing = missing;
        this.changed = changed;
        this.alone = alone;
    }

    /** Of a credential that is stored; a federated assertion never is. */
    static SecretKind of(CredentialKind kind) {
        return kind == CredentialKind.CERTIFICATE ? CERTIFICATE : CLIENT_SECRET;
    }

    String label() {
        return label;
    }

    InvalidInput refusedWithoutDestination() {
        return InvalidInput.of(alone);
    }

    /** The labels of {@link SecretDestination#binding()}, in the same order. */
    List<String> parts() {
        return (switch (this) {
                    case CLIENT_SECRET, CERTIFICATE ->
                        Stream.of(Setting.TYPE, Setting.CLOUD, Setting.CLOUD, Setting.TENANT_ID, Setting.CLIENT_ID);
                    case RELAY_PASSWORD ->
                        Stream.of(Setting.TYPE, Setting.HOST, Setting.PORT, Setting.TLS, Setting.USER);
                })
                .map(Setting::label)
                .toList();
    }

    /**
     * Returns the stored secret.
     *
     * @throws SecretRequired if none is stored for this destination
     */
    String open(@Nullable SealedSecret stored, SecretDestination secretDestination, Seal seal)
            throws SecretRequired, SealBroken {
        if (stored == null || !stored.isFor(secretDestination)) {
            throw secretRequired(stored == null ? null : stored.binding(), secretDestination);
        }
        // The seal checks this destination cryptographically; the stored binding is only informative.
        return seal.open(stored.sealed(), secretDestination.binding());
    }

    /** @param stored the binding of the stored secret; null if none is stored */
    SecretRequired secretRequired(@Nullable List<String> stored, SecretDestination secretDestination) {
        if (stored == null) {
            return SecretRequired.of(missing, label);
        }
        List<String> parts = changedParts(stored, secretDestination.binding());
        int last = parts.size() - 1;
        return SecretRequired.of(
                changed,
                parts.size(),
                last < 0 ? "" : parts.get(last),
                last < 1 ? "" : String.join(", ", parts.subList(0, last)));
    }

    private List<String> changedParts(List<String> before, List<String> after) {
        List<String> parts = parts();
        return IntStream.range(0, parts.size())
                .filter(part -> part >= before.size()
                        || part >= after.size()
                        || !before.get(part).equals(after.get(part)))
                .mapToObj(parts::get)
                .distinct()
                .toList();
    }
}
