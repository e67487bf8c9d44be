package org.signetmail.signin;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.signetmail.settings.Storage;
import org.signetmail.settings.StoreOnDisk;
import org.signetmail.token.AdjustableClock;

/** Password, sessions and audit of one node with a real database and without a server. */
final class SignInOnDisk implements AutoCloseable {
    final StoreOnDisk store;
    final RecordedAudit notes = new RecordedAudit();
    final SessionLength length = new SessionLength();
    final FirstRun firstRun = new FirstRun();
    final SessionValidation sessionValidation = new SessionValidation() {
        @Override
        Future<Boolean> queryIsOpen(String id) {
            return CompletableFuture.supplyAsync(() -> sessions.isOpen(id), Runnable::run);
        }
    };
    final OwnAccount account = new OwnAccount();
    final AdministratorIdentityStore identities = new AdministratorIdentityStore();

    SignInOnDisk(Storage storage, Path folder, AdjustableClock clock) {
        store = StoreOnDisk.open(storage, folder, clock);
        var audit = new AccessAudit();
        audit.clock = clock;
        audit.trail = notes;
        firstRun.link = new SetupLink();
        firstRun.link.clock = clock;
        firstRun.administrators = new AdministratorsOnDisk(store, clock);
        firstRun.rule = new PasswordRule();
        firstRun.rule.settings = store.settings();
        firstRun.sessions = new AdminSessionsOnDisk(store, length, clock);
        firstRun.audit = audit;
        identities.administrators = firstRun.administrators;
        sessionValidation.sessions = firstRun.sessions;
        sessionValidation.length = length;
        sessionValidation.audit = audit;
        sessionValidation.clock = clock;
        sessionValidation.client = new ClientAddress();
        sessionValidation.client.trustedProxies = new TrustedProxies(List.of());
        account.client = sessionValidation.client;
        account.administrators = firstRun.administrators;
        account.sessions = firstRun.sessions;
        account.throttle = new LoginThrottle();
        account.throttle.clock = clock;
        account.firstRun = firstRun;
        account.audit = audit;
        account.length = length;
    }

    @Override
    public void close() {
        store.close();
    }
}
