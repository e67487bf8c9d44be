package org.signetmail.settings;

import java.time.Instant;

/** One line of the audit trail: who did what when. Never a value of a secret. */
public record AuditEntry(Instant at, String who, String what) {}
