package org.signetmail.web;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.message.Outcome;

/** One run of <em>Test Settings</em>: the message handed to the mailer, and its outcome. Thread-safe. */
final class TestMailRun {
    private final Mailbox recipient;
    private final String subject;
    private final Instant startedAt;
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable String notTried;

    TestMailRun(Mailbox recipient, String subject, Instant startedAt) {
        this.recipient = recipient;
        this.subject = subject;
        this.startedAt = startedAt;
    }

    void endedWith(Outcome end) {
        outcome = end;
    }

    /** Ends this run without an outcome: the message was not sent, for this reason. */
    void notTried(String why) {
        notTried = why;
    }

    boolean running() {
        return outcome == null && notTried == null;
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    Optional<String> whyNotTried() {
        return Optional.ofNullable(notTried);
    }

    Mailbox recipient() {
        return recipient;
    }

    String subject() {
        return subject;
    }

    Instant startedAt() {
        return startedAt;
    }
}
