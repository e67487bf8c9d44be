package org.signetmail.check;

/**
 * A step of a check.
 *
 * @param title a fact that holds if the step passes
 * @param detail a figure or code, blank if none
 */
public record StepResult(String title, State state, String detail) {

    /** The state of a step. */
    public enum State {
        WAITING,
        RUNNING,
        PASSED,
        /** Not as expected, but not a reason to stop: sending may still work. */
        WARNED,
        FAILED,
        SKIPPED
    }
}
