package org.signetmail.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.token.TokenException;

/** The check of one kind of account. */
interface AccountCheck {

    /** Titles of the steps, each a fact that holds if the step passes. */
    List<String> steps();

    /**
     * Runs the steps in order and reports each passed one to {@code checkProgress}.
     *
     * @return the symptom of the current step, which failed; empty if all passed
     */
    Optional<Symptom> run(CheckProgress checkProgress, TimeBudget timeBudget)
            throws TokenException, TimeoutException, InterruptedException;

    /** The peer of this account. */
    Peer peer();

    Findings.FindingContext context();

    /** Facts about this account that change the meaning of the symptom. */
    Set<Match.Circumstance> circumstances(Symptom symptom);
}
