package org.signetmail.alert;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A warning as a webhook gets it. Has no secret.
 *
 * @param event what it is about, for programs; never changes
 * @param headline one sentence
 * @param text what to do
 */
public record Alert(String event, String headline, String text, OptionalInt daysLeft, Instant at) {}
