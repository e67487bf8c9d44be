package org.signetmail.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A running JVM, as its own JDK's jcmd sees it from outside. */
public record Jvm(ProcessHandle process) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** The version of its JDK. */
    public String version() throws IOException {
        return jcmd("VM.version")
                .lines()
                .filter(line -> line.startsWith("JDK "))
                .map(line -> line.substring("JDK ".length()))
                .findFirst()
                .orElse("?");
    }

    /** The memory it occupies after its garbage was collected and what became free was given back, in MB. */
    public long resident() throws IOException {
        jcmd("GC.run");
        jcmd("GC.run");
        long before;
        long now = residentNow();
        do {
            before = now;
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            now = residentNow();
        } while (Math.abs(before - now) > 1);
        return now;
    }

    private long residentNow() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** How many classes it has taken ready-made from an archive for class data sharing. */
    public long archivedClasses() throws IOException {
        return counter("java.cls.sharedLoadedClasses");
    }

    /** How many classes it has loaded, from wherever. */
    public long loadedClasses() throws IOException {
        return archivedClasses() + counter("java.cls.loadedClasses");
    }

    private long counter(String name) throws IOException {
        return jcmd("PerfCounter.print")
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** The processor time of all its threads since it was started. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** The ports on which it can be reached, such as {@code tcp 8080}. */
    public Set<String> listeners() throws IOException {
        return Listeners.of(process.pid());
    }

    /** Writes all objects that are alive to a file; garbage is collected first. */
    public Path heapDump(Path file) throws IOException {
        jcmd("GC.heap_dump", file.toString());
        return file;
    }

    /**
     * What it holds after its garbage was collected.
     *
     * @param loader what a line about a class loader of an application contains
     */
    public Footprint footprint(String loader) throws IOException {
        // What the first run lets go, finalizers and cleaners hand over to the second.
        jcmd("GC.run_finalization");
        jcmd("GC.run");
        jcmd("GC.run_finalization");
        jcmd("GC.run");
        return Footprint.of(
                jcmd("GC.heap_info"), jcmd("Thread.print"), jcmd("VM.classloaders", "show-classes=true"), loader);
    }

    /** Waits until one of its threads is in a method of this class. */
    public void awaitThreadIn(String className) throws IOException {
        while (!jcmd("Thread.print").contains(className + ".")) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private String jcmd(String... what) throws IOException {
        Path java = Path.of(process.info().command().orElseThrow());
        var command = new ArrayList<>(List.of(java.resolveSibling("jcmd").toString(), Long.toString(process.pid())));
        command.addAll(List.of(what));
        Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (asked.waitFor() != 0) {
                throw new IOException(command + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + command + " ran", e);
        }
        return said;
    }
}
