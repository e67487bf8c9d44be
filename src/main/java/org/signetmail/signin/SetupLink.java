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

/** The one-time link with which the first administrator sets a password. Only a hash of its key is kept. */
@ApplicationScoped
class SetupLink {
    static final Duration LIFETIME = Duration.ofMinutes(60);

    private static final int KEY_BYTES = 32;

    @Inject
    Clock clock;

    private byte @Nullable [] keyHash;
    private Instant expiresAt = Instant.MIN;
    private boolean used;

    /** State of a key. */
    enum State {
        OPEN,
        USED,
        EXPIRED,
        UNKNOWN
    }

    /** Issues a new key, valid for an hour; invalidates the previous one. */
    synchronized String issue() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        keyHash = hash(key);
        expiresAt = clock.instant().plus(LIFETIME);
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
        return clock.instant().isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }

    /** Redeems an open key atomically: of two concurrent requests, one returns true. */
    synchronized boolean redeem(String key) {
        if (state(key) != State.OPEN) {
            return false;
        }
        used = true;
        return true;
    }

    /** Makes a redeemed key usable again after a failure. */
    synchronized void reopen() {
        used = false;
    }

    synchronized Instant expiresAt() {
        return expiresAt;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
