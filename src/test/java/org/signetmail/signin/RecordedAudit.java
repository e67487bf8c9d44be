package org.signetmail.signin;

import java.util.List;
import org.signetmail.log.AuditNote;

/** Records audit notes in place of the container's events. */
public final class RecordedAudit extends RecordedEvents<AuditNote> {

    /** Each note as {@code KIND user: text}. */
    public List<String> lines() {
        return fired().stream()
                .map(note -> note.kind() + " " + note.who() + ": " + note.what())
                .toList();
    }
}
