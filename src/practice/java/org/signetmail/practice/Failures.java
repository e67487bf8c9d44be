package org.signetmail.practice;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The switches. Turning one returns when its effect can be seen from outside. */
public final class Failures {
    private final Set<Failure> active = EnumSet.noneOf(Failure.class);
    private final List<Runnable> watchers = new ArrayList<>();
    private boolean closed;

    public void on(Failure failure) {
        change(() -> active.add(failure));
    }

    public void off(Failure failure) {
        change(() -> active.remove(failure));
    }

    /** All off. */
    public void clear() {
        change(active::clear);
    }

    public synchronized Set<Failure> active() {
        return Set.copyOf(active);
    }

    synchronized boolean is(Failure failure) {
        return active.contains(failure);
    }

    /** Runs at every change, in the thread that turned the switch. */
    synchronized void whenChanged(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Returns once the failure is off or the tenant has closed: how a silent service is silent. */
    synchronized void awaitOff(Failure failure) {
        try {
            while (!closed && active.contains(failure)) {
                wait();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void change(Runnable turn) {
        List<Runnable> toTell;
        synchronized (this) {
            turn.run();
            notifyAll();
            toTell = List.copyOf(watchers);
        }
        toTell.forEach(Runnable::run);
    }
}
