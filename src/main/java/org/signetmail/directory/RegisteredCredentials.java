package org.signetmail.directory;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.ClientSecret;
import org.signetmail.net.LenientJson;

/**
 * The secrets and certificates of an app registration, as Graph lists them.
 *
 * @param objectId blank if the reply has none
 * @see <a href="https://learn.microsoft.com/graph/api/resources/passwordcredential">passwordCredential</a>
 */
public record RegisteredCredentials(String objectId, List<Secret> secrets, List<Certificate> certificates) {
    /**
     * A client secret of the registration.
     *
     * @param hint the first three characters of the Value; blank for secrets made by some old clients
     */
    public record Secret(String keyId, String name, String hint, Instant startsAt, Instant endsAt) {
        /**
         * Whether this can be the stored secret. Three characters are not unique, and a secret that starts after the day
         * on which the stored one was typed is another.
         */
        boolean canBe(ClientSecret stored, LocalDate typedOn) {
            return !hint.isEmpty()
                    && stored.value().startsWith(hint)
                    && !startsAt.isAfter(typedOn.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC));
        }
    }

    /** A certificate of the registration. */
    public record Certificate(String keyId, String name, Instant startsAt, Instant endsAt) {}

    static RegisteredCredentials of(JsonObject application) {
        return new RegisteredCredentials(
                LenientJson.text(application, "id"),
                objects(application, "passwordCredentials").stream()
                        .flatMap(json -> secret(json).stream())
                        .toList(),
                objects(application, "keyCredentials").stream()
                        .flatMap(json -> certificate(json).stream())
                        .toList());
    }

    /** The secrets that can be the stored one; more than one if their first three characters are equal. */
    public List<Secret> candidates(ClientSecret stored, LocalDate typedOn) {
        return secrets.stream().filter(secret -> secret.canBe(stored, typedOn)).toList();
    }

    private static Optional<Secret> secret(JsonObject json) {
        return instant(json, "startDateTime")
                .flatMap(start -> instant(json, "endDateTime")
                        .map(end -> new Secret(
                                LenientJson.text(json, "keyId"),
                                LenientJson.text(json, "displayName"),
                                LenientJson.text(json, "hint"),
                                start,
                                end)));
    }

    private static Optional<Certificate> certificate(JsonObject json) {
        return instant(json, "startDateTime")
                .flatMap(start -> instant(json, "endDateTime")
                        .map(end -> new Certificate(
                                LenientJson.text(json, "keyId"), LenientJson.text(json, "displayName"), start, end)));
    }

    private static Optional<Instant> instant(JsonObject json, String name) {
        try {
            return Optional.of(Instant.parse(LenientJson.text(json, name)));
        } catch (DateTimeException missing) {
            return Optional.empty();
        }
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }
}
