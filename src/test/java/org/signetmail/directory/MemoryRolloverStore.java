package org.signetmail.directory;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.ObjectId;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.RolloverStore;

/** What a database keeps when the processes before it die: each change is whole, or did not happen. */
final class MemoryRolloverStore implements RolloverStore {
    static final int MONTHS = 12;

    /** The process dies here. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final ApplicationRegistration application;
    private ObjectId objectId;
    private CertificateCredential current;
    private @Nullable CertificateCredential next;
    private boolean nextIsOther;
    private Rollover state = Rollover.none();
    private Consumer<String> watcher = point -> {};
    private int promotions;

    MemoryRolloverStore(ApplicationRegistration application, ObjectId objectId, CertificateCredential current) {
        this.application = application;
        this.objectId = objectId;
        this.current = current;
    }

    /** Runs before and after each change, with its name; may throw {@link Died}. */
    void watch(Consumer<String> watcher) {
        this.watcher = watcher;
    }

    @Override
    public synchronized Optional<Stored> read() {
        return Optional.of(
                new Stored(application, objectId, current, Optional.ofNullable(next), nextIsOther, MONTHS, state));
    }

    @Override
    public synchronized boolean replace(Rollover before, Rollover after) {
        return change("replace " + after.phase(), before, () -> state = after);
    }

    @Override
    public synchronized boolean prepare(
            Rollover before, Rollover after, CertificateCredential made, ApplicationRegistration application) {
        boolean free = next == null || next.thumbprint().equals(before.next());
        return free
                && !nextIsOther
                && change("prepare", before, () -> {
                    next = made;
                    state = after;
                });
    }

    @Override
    public synchronized boolean promote(Rollover before, Rollover after, CertificateCredential promoted) {
        return promoted.equals(next)
                && change("promote", before, () -> {
                    switchToNext();
                    promotions++;
                    state = after;
                });
    }

    private boolean change(String name, Rollover before, Runnable change) {
        if (!state.equals(before)) {
            return false;
        }
        watcher.accept("before " + name);
        change.run();
        watcher.accept("after " + name);
        return true;
    }

    /** As delivery does where Entra refuses the current certificate, or an administrator by a click. */
    synchronized void switchToNext() {
        current = next == null ? current : next;
        next = null;
    }

    /** As an administrator does. */
    synchronized void put(@Nullable CertificateCredential wanted) {
        next = wanted;
    }

    synchronized void putOther(boolean other) {
        nextIsOther = other;
    }

    synchronized void objectId(ObjectId entered) {
        objectId = entered;
    }

    synchronized void enter(Rollover.OwnKey key) {
        state = state.with(key);
    }

    synchronized CertificateCredential current() {
        return current;
    }

    synchronized Optional<CertificateCredential> next() {
        return Optional.ofNullable(next);
    }

    synchronized Rollover state() {
        return state;
    }

    synchronized int promotions() {
        return promotions;
    }
}
