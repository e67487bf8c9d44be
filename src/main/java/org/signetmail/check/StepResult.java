package org.signetmail.check;

/**
 * One step of a check.
 *
 * @param title what is tried, as a fact that holds when it passes
 * @param detail a figure or code beside it, blank if there is none
 */
public record StepResult(String title, State state, String detail) {

    /** Where a step stands. */
    public enum State {
        WAITING,
        RUNNING,
        PASSED,
        /** Tried, and not as it should be, but not a reason to stop: the mail decides. */
        WARNED,
        FAILED,
        SKIPPED
    }
}
