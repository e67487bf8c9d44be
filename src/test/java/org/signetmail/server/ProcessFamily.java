package org.signetmail.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A started server: a start script's child, or the script itself become the server. */
record ProcessFamily(Process first) {
    private static final long STOP_SECONDS = 30;

    Stream<ProcessHandle> members() {
        return Stream.concat(first.descendants(), Stream.of(first.toHandle()));
    }

    /** The server's own JVM: the one that started no other. */
    Jvm jvm() {
        return members()
                .filter(member -> member.info()
                        .command()
                        .filter(command -> command.endsWith("/java"))
                        .isPresent())
                .filter(java -> java.children().findAny().isEmpty())
                .findFirst()
                .map(Jvm::new)
                .orElseThrow(() -> new IllegalStateException("No JVM is running"));
    }

    void end(Consumer<ProcessHandle> how) {
        List<ProcessHandle> all = members().toList();
        all.forEach(how);
        try {
            CompletableFuture<?> gone = CompletableFuture.allOf(
                    all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
            gone.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(killed -> killed.onExit().join());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
