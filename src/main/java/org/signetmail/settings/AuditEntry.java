package org.signetmail.settings;

import java.time.Instant;

/** An entry of the audit trail. Never contains the value of a secret. */
public record AuditEntry(Instant at, String who, String what) {}
