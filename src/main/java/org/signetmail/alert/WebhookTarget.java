package org.signetmail.alert;

import java.net.URI;
import java.net.URISyntaxException;
import org.signetmail.account.InvalidInput;

/**
 * The address of a webhook. It is as good as a password at Teams and Slack, so it never prints itself; only its
 * {@link #origin} is shown.
 */
public record WebhookTarget(URI url) {
    private static final int LONGEST = 4000;
    private static final int HTTPS = 443;

    /** @throws InvalidInput unless it is an https address without user and fragment */
    public WebhookTarget {
        if (!"https".equalsIgnoreCase(url.getScheme())
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getFragment() != null
                || url.toString().length() > LONGEST) {
            throw InvalidInput.of("alert.webhook.url");
        }
    }

    /**
     * Parses what an administrator typed.
     *
     * @throws InvalidInput unless it is an https address without user and fragment; the message does not repeat it
     */
    public static WebhookTarget parse(String typed) {
        try {
            return new WebhookTarget(new URI(typed.strip()));
        } catch (URISyntaxException malformed) {
            throw InvalidInput.of("alert.webhook.url"); // Without the cause, which repeats the address.
        }
    }

    String host() {
        return url.getHost();
    }

    int port() {
        return url.getPort() < 0 ? HTTPS : url.getPort();
    }

    /** Scheme, host and port, to recognise it by. */
    public String origin() {
        return "https://" + host() + (port() == HTTPS ? "" : ":" + port());
    }

    @Override
    public String toString() {
        return "WebhookTarget[" + origin() + "/…]";
    }
}
