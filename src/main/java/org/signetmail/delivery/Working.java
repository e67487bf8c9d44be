package org.signetmail.delivery;

/** An event: a test or the self-check has shown, or is to show, that messages can be sent; what waits for that goes on. */
public record Working() {}
