package org.signetmail.settings;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;

/** The single row of the delivery status, created by the first migration. */
@Entity
@Table(name = "standing")
class DeliveryStatusRow {
    static final int ID = 1;
    private static final int MAX_LENGTH_CODE = 300;
    private static final int MAX_LENGTH_WORDS = 4_000;

    @Id
    private int id;

    @Column(name = "credentials_passed_at")
    private @Nullable Long credentialsPassedAt;

    @Column(name = "accepted_at")
    private @Nullable Long acceptedAt;

    @Column(name = "failing_since")
    private @Nullable Long failingSince;

    @Enumerated(EnumType.STRING)
    @Column(name = "failure_peer")
    private @Nullable Peer failurePeer;

    @Column(name = "failure_code")
    private @Nullable String failureCode;

    @Column(name = "failure_status")
    private @Nullable Integer failureStatus;

    @Column(name = "failure_words")
    private @Nullable String failureWords;

    @Column(name = "failure_correlation_id")
    private @Nullable String failureCorrelationId;

    @Column(name = "failure_trace_id")
    private @Nullable String failureTraceId;

    @Column(name = "failure_seen_at")
    private @Nullable Long failureSeenAt;

    /** Milliseconds. */
    @Column(name = "failure_retry_after")
    private @Nullable Long failureRetryAfter;

    protected DeliveryStatusRow() {}

    DeliveryStatus status() {
        return new DeliveryStatus(instant(credentialsPassedAt), instant(acceptedAt), instant(failingSince), failure());
    }

    void credentialsPassed(@Nullable Instant at) {
        credentialsPassedAt = millis(at);
    }

    void accepted(@Nullable Instant at) {
        acceptedAt = millis(at);
    }

    void clearFailure() {
        failingSince = null;
        failurePeer = null;
        failureCode = null;
        failureStatus = null;
        failureWords = null;
        failureCorrelationId = null;
        failureTraceId = null;
        failureSeenAt = null;
        failureRetryAfter = null;
    }

    void failed(Instant at, Symptom why) {
        failingSince = failingSince == null ? millis(at) : failingSince;
        failurePeer = why.peer();
        failureCode = truncate(why.code(), MAX_LENGTH_CODE);
        failureStatus = why.status();
        failureWords = truncate(why.words(), MAX_LENGTH_WORDS);
        failureCorrelationId = truncate(why.correlationId(), MAX_LENGTH_CODE);
        failureTraceId = truncate(why.traceId(), MAX_LENGTH_CODE);
        failureSeenAt = millis(why.seenAt());
        failureRetryAfter = why.retryAfter().map(Duration::toMillis).orElse(null);
    }

    private @Nullable Symptom failure() {
        return failurePeer == null
                        || failureCode == null
                        || failureStatus == null
                        || failureWords == null
                        || failureCorrelationId == null
                        || failureTraceId == null
                        || failureSeenAt == null
                ? null
                : new Symptom(
                        failurePeer,
                        failureCode,
                        failureStatus,
                        failureWords,
                        failureCorrelationId,
                        failureTraceId,
                        Instant.ofEpochMilli(failureSeenAt),
                        Optional.ofNullable(failureRetryAfter).map(Duration::ofMillis));
    }

    private static String truncate(String text, int maxLength) {
        return text.length() > maxLength ? text.substring(0, maxLength) : text;
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
