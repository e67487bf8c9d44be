package org.signetmail.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.SecretDestination;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;

/** The kinds of stored secrets, with the page labels of the parts of their destinations. */
enum SecretKind {
    CLIENT_SECRET("Client Secret", "Client ID and Tenant ID"),
    RELAY_PASSWORD("Password", "Host and User");

    private final String label;
    private final String requires;

    /** @param requires the fields that form the destination */
    SecretKind(String label, String requires) {
        this.label = label;
        this.requires = requires;
    }

    String label() {
        return label;
    }

    String requires() {
        return requires;
    }

    /** The labels of {@link SecretDestination#binding()}, in the same order. */
    List<String> parts() {
        return switch (this) {
            case CLIENT_SECRET -> List.of("Authentication Type", "Cloud", "Cloud", "Tenant ID", "Client ID");
            case RELAY_PASSWORD -> List.of("Authentication Type", "Host", "Port", "TLS mode", "User");
        };
    }

    /**
     * Returns the stored secret.
     *
     * @throws SecretRequired if none is stored for this destination
     */
    String open(@Nullable SealedSecret stored, SecretDestination secretDestination, Seal seal)
            throws SecretRequired, SealBroken {
        if (stored == null || !stored.isFor(secretDestination)) {
            throw secretRequired(stored, secretDestination);
        }
        // The seal checks this destination cryptographically; the stored binding is only informative.
        return seal.open(stored.sealed(), secretDestination.binding());
    }

    SecretRequired secretRequired(@Nullable SealedSecret stored, SecretDestination secretDestination) {
        return new SecretRequired(
                stored == null
                        ? label + " is missing."
                        : changedParts(stored.binding(), secretDestination.binding()) + " changed. A stored "
                                + label.toLowerCase(Locale.ROOT)
                                + " is only ever sent where it was saved for: type it again.");
    }

    private String changedParts(List<String> before, List<String> after) {
        var names = new ArrayList<>(new LinkedHashSet<>(IntStream.range(0, parts().size())
                .filter(part -> part >= before.size()
                        || part >= after.size()
                        || !before.get(part).equals(after.get(part)))
                .mapToObj(parts()::get)
                .toList()));
        if (names.isEmpty()) {
            return "The destination was";
        }
        String last = names.remove(names.size() - 1);
        return names.isEmpty() ? last + " was" : String.join(", ", names) + " and " + last + " were";
    }
}
