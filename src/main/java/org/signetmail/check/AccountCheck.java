package org.signetmail.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.token.TokenException;

/** What is tried of one kind of account. */
interface AccountCheck {

    /** What is tried, each as a fact that holds when it passes. */
    List<String> steps();

    /**
     * Tries one step after the other and tells the ladder of each that passes.
     *
     * @return what went wrong at the step that the ladder stands at; empty when all went well
     */
    Optional<Symptom> run(CheckProgress checkProgress, TimeBudget timeBudget)
            throws TokenException, TimeoutException, InterruptedException;

    /** Whom Signet talks to. */
    Peer peer();

    Findings.FindingContext context();

    /** What Signet knows of this account that gives the symptom another meaning. */
    Set<Match.Circumstance> circumstances(Symptom symptom);
}
