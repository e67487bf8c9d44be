package org.signetmail.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The one-time link by which the first administrator sets a password. Only a hash of its key is remembered. */
@ApplicationScoped
class SetupLink {
    static final Duration LIFE = Duration.ofMinutes(60);

    private static final int KEY_BYTES = 32;

    @Inject
    Clock clock;

    private byte @Nullable [] keyHash;
    private Instant until = Instant.MIN;
    private boolean used;

    /** What a key opens now. */
    enum State {
        OPEN,
        USED,
        EXPIRED,
        UNKNOWN
    }

    /** Issues a new key, which alone is good from now on, for an hour. */
    synchronized String issue() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        keyHash = hash(key);
        until = clock.instant().plus(LIFE);
        used = false;
        return key;
    }

    synchronized State state(String key) {
        if (keyHash == null || !MessageDigest.isEqual(keyHash, hash(key))) {
            return State.UNKNOWN;
        }
        if (used) {
            return State.USED;
        }
        return clock.instant().isBefore(until) ? State.OPEN : State.EXPIRED;
    }

    /** Takes the key for good when it is open; of two visitors one gets through. */
    synchronized boolean take(String key) {
        if (state(key) != State.OPEN) {
            return false;
        }
        used = true;
        return true;
    }

    /** Opens the link again that was taken, where its purpose came to nothing. */
    synchronized void giveBack() {
        used = false;
    }

    synchronized Instant until() {
        return until;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
