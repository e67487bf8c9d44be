package org.signetmail.settings;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.CertificateId;
import org.signetmail.account.ObjectId;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.Obstacle;
import org.signetmail.credential.Rollover.OwnKey;
import org.signetmail.text.Messages;

/** The single row of the renewal of certificates, created by its migration. Its times are in milliseconds. */
@Entity
@Table(name = "certificate_rollover")
@SuppressWarnings("NullAway.Init") // JPA sets the fields.
class RolloverRow {
    static final int ID = 1;
    private static final int MAX_LENGTH_CODE = 300;

    @Id
    private int id;

    private boolean enabled;

    @Column(name = "object_id")
    private @Nullable String objectId;

    private int months;

    @Enumerated(EnumType.STRING)
    private Rollover.Phase phase;

    @Column(name = "phase_since")
    private long phaseSince;

    @Column(name = "next_thumbprint")
    private @Nullable String nextThumbprint;

    @Column(name = "current_thumbprint")
    private @Nullable String currentThumbprint;

    @Column(name = "current_since")
    private long currentSince;

    /** Certificate ID, thumbprint and end, separated by blanks; one per line. */
    @Column(name = "own_keys")
    private @Nullable String ownKeys;

    @Enumerated(EnumType.STRING)
    private Rollover.@Nullable Reason obstacle;

    @Column(name = "obstacle_code")
    private @Nullable String obstacleCode;

    @Column(name = "obstacle_at")
    private @Nullable Long obstacleAt;

    @Column(name = "obstacle_retry_after")
    private @Nullable Long obstacleRetryAfter;

    @Column(name = "obstacle_noted")
    private @Nullable String obstacleNoted;

    protected RolloverRow() {}

    RolloverSettings settings() {
        return new RolloverSettings(enabled, Optional.ofNullable(objectId).map(ObjectId::new), months);
    }

    void settings(RolloverSettings wanted) {
        enabled = wanted.enabled();
        objectId = wanted.objectId().map(ObjectId::value).orElse(null);
        months = wanted.months();
        obstacleNoted = null;
    }

    Rollover state() {
        return new Rollover(
                phase,
                Instant.ofEpochMilli(phaseSince),
                text(nextThumbprint),
                text(currentThumbprint),
                Instant.ofEpochMilli(currentSince),
                text(ownKeys).lines().map(RolloverRow::ownKey).toList(),
                Optional.ofNullable(obstacle).map(this::obstacle));
    }

    void state(Rollover state) {
        phase = state.phase();
        phaseSince = state.since().toEpochMilli();
        nextThumbprint = state.next();
        currentThumbprint = state.current();
        currentSince = state.currentSince().toEpochMilli();
        ownKeys = state.own().stream()
                .map(key ->
                        key.id() + " " + key.thumbprint() + " " + key.endsAt().toEpochMilli())
                .collect(Collectors.joining("\n"));
        obstacle = state.obstacle().map(Obstacle::reason).orElse(null);
        obstacleCode = state.obstacle().map(it -> shortened(it.code())).orElse(null);
        obstacleAt = state.obstacle().map(it -> it.at().toEpochMilli()).orElse(null);
        obstacleRetryAfter =
                state.obstacle().map(it -> it.retryAfter().toMillis()).orElse(null);
    }

    /** What the audit trail has to say of the present obstacle, unless it has said so; marks it as noted. */
    Optional<String> unnoted() {
        if (phase == Rollover.Phase.TRIED) {
            obstacleNoted = null;
        }
        Optional<Obstacle> unnoted =
                state().obstacle().filter(now -> !now.name().equals(obstacleNoted));
        unnoted.ifPresent(now -> obstacleNoted = now.name());
        return unnoted.map(now -> Messages.text(
                "settings.rollover.stopped", Messages.text("renewal.obstacle." + now.reason()), now.code()));
    }

    private Obstacle obstacle(Rollover.Reason reason) {
        return new Obstacle(
                reason,
                text(obstacleCode),
                Instant.ofEpochMilli(obstacleAt == null ? 0 : obstacleAt),
                Duration.ofMillis(obstacleRetryAfter == null ? 0 : obstacleRetryAfter));
    }

    private static OwnKey ownKey(String line) {
        List<String> parts = List.of(line.split(" ", -1));
        return new OwnKey(
                new CertificateId(parts.get(0)), parts.get(1), Instant.ofEpochMilli(Long.parseLong(parts.get(2))));
    }

    /** To some databases an empty text is none. */
    private static String text(@Nullable String stored) {
        return stored == null ? "" : stored;
    }

    private static String shortened(String code) {
        return code.length() <= MAX_LENGTH_CODE ? code : code.substring(0, MAX_LENGTH_CODE);
    }
}
