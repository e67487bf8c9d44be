package org.signetmail.alert;

import java.util.List;
import java.util.Optional;

/**
 * The address of a webhook and the secret that requests to it are signed with. They are sealed in one text for the host
 * of the address, so that a stored secret never signs a request to another address.
 */
record Webhook(WebhookTarget target, Optional<WebhookSecret> secret) {
    private static final String SEPARATOR = "\n";

    /** What the text is sealed for. */
    static List<String> binding(String origin) {
        return List.of("webhook", origin);
    }

    /** No address contains a line break. */
    static Webhook parse(String text) {
        String[] parts = text.split(SEPARATOR, 2);
        return new Webhook(
                WebhookTarget.parse(parts[0]),
                parts[1].isEmpty() ? Optional.empty() : Optional.of(new WebhookSecret(parts[1])));
    }

    String text() {
        return target.url() + SEPARATOR + secret.map(WebhookSecret::value).orElse("");
    }
}
