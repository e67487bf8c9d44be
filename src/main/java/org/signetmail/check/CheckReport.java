package org.signetmail.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signetmail.token.TokenClaims;

/**
 * The state or result of a check. Immutable: a running check creates a new report at every step.
 *
 * @param finding the reason of a failure or warning; empty while running, after success, and without a result
 * @param claims the token's claims, if there is a readable token
 * @param tokenExpiresAt expiry of the token, if there is one
 */
public record CheckReport(
        Instant startedAt,
        Instant at,
        Verdict verdict,
        List<StepResult> steps,
        Optional<Finding> finding,
        Optional<TokenClaims> claims,
        Optional<Instant> tokenExpiresAt) {

    /** Returns a copy that failed without a finding. */
    public CheckReport withoutResult(Instant now) {
        return new CheckReport(startedAt, now, Verdict.FAILED, steps, Optional.empty(), claims, tokenExpiresAt);
    }

    /** The result so far. */
    public enum Verdict {
        RUNNING,
        PASSED,
        /** The credentials are right, but something else may prevent sending. */
        WARNED,
        FAILED
    }
}
