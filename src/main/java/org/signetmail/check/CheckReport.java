package org.signetmail.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signetmail.token.TokenClaims;

/**
 * How a check stands, or how it ended. A value: a running check gives a new one at every step.
 *
 * @param finding why it failed, or what it warns of; empty while it runs, when all went well, and without a result
 * @param claims what the token says of itself, if there is one that can be read
 * @param tokenExpiresAt until when the token is good, if there is one
 */
public record CheckReport(
        Instant startedAt,
        Instant at,
        Verdict verdict,
        List<StepResult> steps,
        Optional<Finding> finding,
        Optional<TokenClaims> claims,
        Optional<Instant> tokenExpiresAt) {

    /** The same, ended before there was anything to say. */
    public CheckReport withoutResult(Instant now) {
        return new CheckReport(startedAt, now, Verdict.FAILED, steps, Optional.empty(), claims, tokenExpiresAt);
    }

    /** What it comes to. */
    public enum Verdict {
        RUNNING,
        PASSED,
        /** The credentials are right, but something else speaks against mail going out. */
        WARNED,
        FAILED
    }
}
