package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recognises a browser in which an administrator has signed in before, by a signed cookie (OWASP Authentication Cheat
 * Sheet, "device cookies"). The cookie grants no access: the browser's attempts are counted separately from those of
 * unknown browsers, with the same limit.
 *
 * <p>The signing key is derived from the stored password hash: the cookie is valid after a restart and on other nodes,
 * nothing else is stored, and a new password invalidates all cookies. A browser keeps its id when it signs in again;
 * otherwise a client could collect ids, and with them more attempts.
 */
@ApplicationScoped
class KnownBrowser {
    static final String NAME = "signet-browser";
    static final Duration LIFETIME = Duration.ofDays(180);

    private static final Pattern COOKIE_FORMAT =
            Pattern.compile("([A-Za-z0-9_-]{22})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");
    private static final int ID_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "signet known browser 1".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Administrators administrators;

    @Inject
    SessionCookies cookies;

    @Inject
    Clock clock;

    /** The id of the browser; empty if the cookie is missing, forged, altered or expired. */
    Optional<String> of(HttpServletRequest request) {
        return cookies.read(request, NAME)
                .map(COOKIE_FORMAT::matcher)
                .filter(Matcher::matches)
                .flatMap(this::verified);
    }

    private Optional<String> verified(Matcher parts) {
        if (!clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.group(2))))) {
            return Optional.empty();
        }
        String content = parts.group(1) + "." + parts.group(2);
        boolean genuine = administrators
                .passwordHashOf(Administrators.ADMIN)
                .filter(hash -> MessageDigest.isEqual(
                        sign(content, hash).getBytes(StandardCharsets.US_ASCII),
                        parts.group(3).getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
        return genuine ? Optional.of(parts.group(1)) : Optional.empty();
    }

    /** Sets or renews the cookie. */
    void remember(HttpServletRequest request, HttpServletResponse response) {
        administrators.passwordHashOf(Administrators.ADMIN).ifPresent(hash -> {
            String content = of(request).orElseGet(KnownBrowser::newId) + "."
                    + clock.instant().plus(LIFETIME).getEpochSecond();
            cookies.add(request, response, NAME, content + "." + sign(content, hash), LIFETIME);
        });
    }

    private static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return base64(id);
    }

    private static String sign(String content, String passwordHash) {
        byte[] key = mac(passwordHash.getBytes(StandardCharsets.UTF_8), PURPOSE);
        return base64(mac(key, content.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] mac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java can't compute " + ALGORITHM + ".", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
