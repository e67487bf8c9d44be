package org.signetmail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.signetmail.practice.FreePort;

/**
 * A server with the packaged WAR, as a process of its own that can be stopped, killed and started again.
 *
 * <p>Its console goes to {@code target/it-logs/<name>.log}, over all restarts of this object.
 */
public abstract class ServerUnderTest implements Site, AutoCloseable {
    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Path WAR = TARGET.resolve("signet.war");
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final String name;
    private final String context;
    private final int port;
    private final Path logFile;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    /** @param context of the WAR, blank or with a slash before it */
    ServerUnderTest(String name, Path dataDir, String context) {
        this.name = name;
        this.context = context;
        port = FreePort.found();
        logFile = TARGET.resolve("it-logs").resolve(name + ".log");
        properties.put("signet.data.dir", dataDir.toString());
        properties.put("java.io.tmpdir", TARGET.resolve("it-tmp").resolve(name).toString());
    }

    /** What starts it, with this environment. */
    abstract ProcessBuilder starting() throws IOException;

    /** What the console says when the WAR could not be deployed. */
    abstract String notDeployed();

    /** Sets a system property, so also a key of MicroProfile Config, from the next start on. */
    public ServerUnderTest with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    public ServerUnderTest without(String property) {
        properties.remove(property);
        return this;
    }

    /** Adds arguments of the server itself, such as Payara Micro's {@code --logproperties}. */
    public ServerUnderTest withArgument(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    List<String> arguments() {
        return arguments;
    }

    Map<String, String> properties() {
        return properties;
    }

    /** The set properties, as options of the JVM. */
    List<String> javaOptions() {
        return properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .toList();
    }

    Path temporary() {
        return Path.of(properties.get("java.io.tmpdir"));
    }

    /** Starts it and returns when the sign-in page is there. */
    public ServerUnderTest start() {
        int begin;
        try {
            Files.createDirectories(logFile.getParent());
            Files.createDirectories(temporary());
            if (process == null) {
                Files.writeString(logFile, "");
            }
            begin = log().length();
            process = starting()
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> family().forEach(ProcessHandle::destroyForcibly)));
        awaitReady(begin);
        return this;
    }

    /** Stops it in an orderly way. */
    public void stop() {
        end(ProcessHandle::destroy);
    }

    /** Ends it without warning, as a power cut would. */
    public void kill9() {
        end(ProcessHandle::destroyForcibly);
    }

    public ServerUnderTest restart() {
        stop();
        return start();
    }

    public int port() {
        return port;
    }

    @Override
    public URI at(String path) {
        return URI.create("http://localhost:" + port + context + path);
    }

    /** Everything on the console since this object's first start. */
    public String log() {
        try {
            return new String(Files.readAllBytes(logFile), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes all objects that are alive to a file (jcmd's GC.heap_dump collects garbage first). */
    public Path heapDump(Path file) throws IOException {
        try {
            int exit = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "GC.heap_dump",
                            file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("jcmd ended with " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the heap was dumped", e);
        }
        return file;
    }

    @Override
    public void close() {
        if (process != null) {
            stop();
        }
    }

    /** A server that was started by a shell script is that script's child. */
    private Stream<ProcessHandle> family() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }

    private void end(Consumer<ProcessHandle> how) {
        List<ProcessHandle> all = family().toList();
        all.forEach(how);
        try {
            CompletableFuture<?> gone = CompletableFuture.allOf(
                    all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
            gone.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
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

    private void awaitReady(int begin) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || log().indexOf(notDeployed(), begin) >= 0 || System.nanoTime() > limit) {
                kill9();
                throw new IllegalStateException(name + " didn't start, see " + logFile);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(at("/sign-in.xhtml")).timeout(START_LIMIT);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
