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
 * Knows a browser in which an administrator has signed in before, by a signed cookie (OWASP Authentication Cheat Sheet, "device
 * cookies"). It opens nothing: the browser's tries are counted apart from those of strangers, by the same limit.
 *
 * <p>Signed with a key made of the stored hash of the password. So it holds after a restart and on other nodes, nothing besides is
 * to be stored, and a new password ends all of them. A browser keeps its number when it signs in again, so that nobody collects
 * numbers, and with them tries, without knowing the password.
 */
@ApplicationScoped
class KnownBrowser {
    static final String NAME = "signet-browser";
    static final Duration LIFE = Duration.ofDays(180);

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");
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

    /** The number of the browser; empty for a stranger, and where the cookie is forged, altered or too old. */
    Optional<String> of(HttpServletRequest request) {
        return cookies.read(request, NAME)
                .map(FORM::matcher)
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

    /** Lets the browser be known from now on, or for longer. */
    void remember(HttpServletRequest request, HttpServletResponse response) {
        administrators.passwordHashOf(Administrators.ADMIN).ifPresent(hash -> {
            String content = of(request).orElseGet(KnownBrowser::newId) + "."
                    + clock.instant().plus(LIFE).getEpochSecond();
            cookies.add(request, response, NAME, content + "." + sign(content, hash), LIFE);
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
