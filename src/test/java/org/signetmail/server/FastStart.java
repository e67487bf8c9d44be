package org.signetmail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code SIGNET_FAST_START} has the operator's script make for one Payara Micro: the unpacked server and the archive of its
 * classes. It is made once for a build; each server under test gets a copy, since the script clears what the last start wrote.
 */
public final class FastStart {
    private static final Path ALL = ServerUnderTest.TARGET.resolve("fast-start");

    /** What the script makes again for each start. */
    private static final Set<String> OF_ONE_START = Set.of("config", "applications", "generated");

    private static final Pattern CLASSES = Pattern.compile(".*\\.(jar|rar|jsa)");

    private final Path prepared;

    /** Prepares it, or waits until another JVM of the build has. */
    FastStart(ProcessBuilder start) {
        Map<String, String> environment = start.environment();
        prepared = ALL.resolve(
                Path.of(environment.get("PAYARA_MICRO")).getFileName().toString());
        try {
            Files.createDirectories(ALL);
            prepare(environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void prepare(Map<String, String> environment) throws IOException, InterruptedException {
        synchronized (FastStart.class) {
            try (FileChannel one = FileChannel.open(
                    prepared.resolveSibling(prepared.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                one.lock();
                // After the script's preparation Java is to print its version only.
                var script = new ProcessBuilder(PayaraMicro.SCRIPT.toString(), "-Xinternalversion");
                script.environment().putAll(environment);
                script.environment().put("SIGNET_FAST_START", prepared.toString());
                ToolProcess.run(script);
            }
        }
    }

    /** A copy for one server. The classes and their archive, which no server changes, are links to the prepared ones. */
    Path copiedTo(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return folder;
        }
        Files.walkFileTree(prepared, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                if (OF_ONE_START.contains(from.getFileName().toString())
                        && from.getParent().getParent().equals(prepared)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copyOf(from));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                if (CLASSES.matcher(from.toString()).matches()) {
                    Files.createLink(copyOf(from), from);
                } else {
                    Files.copy(from, copyOf(from), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            private Path copyOf(Path from) {
                return folder.resolve(prepared.relativize(from));
            }
        });
        return folder;
    }

    /** Whether a file was there before the server started, linked by {@link #copiedTo}. */
    public static boolean isPrepared(Path file) {
        try {
            return (int) Files.getAttribute(file, "unix:nlink") > 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
