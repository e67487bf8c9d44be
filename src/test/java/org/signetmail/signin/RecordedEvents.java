package org.signetmail.signin;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Records events in place of the container's events. */
public class RecordedEvents<T> implements Event<T> {
    private final List<T> fired = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void fire(T event) {
        fired.add(event);
    }

    /** What was fired, the oldest first. */
    public List<T> fired() {
        return List.copyOf(fired);
    }

    @Override
    public <U extends T> CompletionStage<U> fireAsync(U event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends T> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Event<T> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends T> Event<U> select(Class<U> type, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends T> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
