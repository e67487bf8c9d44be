package org.signetmail.settings;

import java.time.Instant;

/** That a secret is stored, since when, by whom. The secret itself stays in its seal. */
public record SecretInfo(Instant addedAt, String addedBy) {}
