package org.signetmail.settings;

import java.time.Instant;

/** When a stored secret was added and by which user. Does not contain the secret. */
public record SecretInfo(Instant addedAt, String addedBy) {}
