package org.signetmail.signin;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.signetmail.log.AuditNote;

/** Records audit notes in place of the container's events. */
public final class RecordedAudit implements Event<AuditNote> {
    private final List<AuditNote> notes = new ArrayList<>();

    @Override
    public void fire(AuditNote note) {
        notes.add(note);
    }

    /** Each note as {@code KIND user: text}. */
    public List<String> lines() {
        return notes.stream()
                .map(note -> note.kind() + " " + note.who() + ": " + note.what())
                .toList();
    }

    @Override
    public <U extends AuditNote> CompletionStage<U> fireAsync(U note) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends AuditNote> CompletionStage<U> fireAsync(U note, NotificationOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Event<AuditNote> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends AuditNote> Event<U> select(Class<U> type, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends AuditNote> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
