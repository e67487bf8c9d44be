package org.signetmail.signin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signetmail.account.Configuration;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.account.ConfiguredSecret;
import org.signetmail.log.LogEvent;
import org.signetmail.text.Messages;

/**
 * Who may read the metrics: a monitor with the configured bearer token, and a signed-in administrator. Without a token
 * only the latter.
 */
@ApplicationScoped
public class MetricsAccess {
    private static final ConfigurationKey KEY = ConfigurationKey.METRICS_TOKEN;
    private static final int UNAUTHORIZED = 401;

    /** RFC 6750, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");

    /** The same characters; long enough that guessing is hopeless. */
    private static final Pattern ACCEPTABLE = Pattern.compile("(?=.{16})[A-Za-z0-9._~+/-]+=*");

    @Inject
    RefusalLog refusals;

    @Inject
    ClientAddress client;

    private Optional<ConfiguredSecret> token = Optional.empty();

    @PostConstruct
    void configure() {
        configure(Configuration.current().secret(KEY));
    }

    /** A token with other characters, or fewer than 16, is not accepted. Space around it belongs to the file that it is from. */
    void configure(Optional<ConfiguredSecret> configured) {
        token = configured
                .map(secret -> new ConfiguredSecret(secret.value().strip()))
                .filter(secret -> ACCEPTABLE.matcher(secret.value()).matches());
        if (configured.isPresent() && token.isEmpty()) {
            LogEvent.METRICS_TOKEN_NOT_ACCEPTED.with("key", KEY).log();
        }
    }

    /** Whether this request may read the metrics. Logs a wrong token. */
    public boolean isAllowed(HttpServletRequest request) {
        if (request.isUserInRole(Administrators.ROLE)) {
            return true;
        }
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return false;
        }
        Matcher bearer = BEARER.matcher(authorization);
        boolean allowed = bearer.matches()
                && token.filter(right -> isEqual(right.value(), bearer.group(1)))
                        .isPresent();
        if (!allowed) {
            refusals.note(
                    new RequestRules.Refusal(UNAUTHORIZED, Messages.text("signin.request.token")), client.of(request));
        }
        return allowed;
    }

    /** Takes the same time wherever they differ. */
    private static boolean isEqual(String right, String sent) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
