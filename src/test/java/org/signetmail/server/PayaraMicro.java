package org.signetmail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The packaged WAR on Payara Micro, as a process of its own that can be stopped, killed and started again.
 *
 * <p>Its console goes to {@code target/it-logs/<name>.log}, over all restarts of this object.
 */
public final class PayaraMicro implements AutoCloseable {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private static final String NOT_DEPLOYED = "Exception while loading the app";

    private final String name;
    private final int port;
    private final Path logFile;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> javaOptions = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    private PayaraMicro(String name, Path dataDir) {
        this.name = name;
        port = freePort();
        logFile = TARGET.resolve("it-logs").resolve(name + ".log");
        properties.put("signet.data.dir", dataDir.toString());
        properties.put("java.io.tmpdir", TARGET.resolve("it-tmp").resolve(name).toString());
    }

    /**
     * A server that isn't started yet.
     *
     * @param name of the log file
     * @param dataDir where Signet keeps its database and key; it stays as it is
     */
    public static PayaraMicro named(String name, Path dataDir) {
        return new PayaraMicro(name, dataDir);
    }

    /** Sets a system property, so also a key of MicroProfile Config, from the next start on. */
    public PayaraMicro with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    public PayaraMicro without(String property) {
        properties.remove(property);
        return this;
    }

    public PayaraMicro withJavaOption(String option) {
        javaOptions.add(option);
        return this;
    }

    /** Adds arguments of Payara Micro itself, such as {@code --logproperties}. */
    public PayaraMicro withArgument(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Starts it and returns when the sign-in page is there. */
    public PayaraMicro start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
        command.addAll(javaOptions);
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", TARGET.resolve("payara-micro.jar").toString()));
        command.addAll(List.of("--deploy", TARGET.resolve("signet.war").toString(), "--contextroot", "/"));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(List.of("--nohazelcast", "--disablephonehome"));
        command.addAll(arguments);
        int begin;
        try {
            Files.createDirectories(logFile.getParent());
            Files.createDirectories(Path.of(properties.get("java.io.tmpdir")));
            if (process == null) {
                Files.writeString(logFile, "");
            }
            begin = log().length();
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitReady(begin);
        return this;
    }

    /** Stops it in an orderly way. */
    public void stop() {
        end(process.toHandle()::destroy);
    }

    /** Ends it without warning, as a power cut would. */
    public void kill9() {
        end(process::destroyForcibly);
    }

    public PayaraMicro restart() {
        stop();
        return start();
    }

    public int port() {
        return port;
    }

    /** The address of a page. */
    public URI at(String path) {
        return URI.create("http://localhost:" + port + path);
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

    private void end(Runnable how) {
        how.run();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(int begin) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || log().indexOf(NOT_DEPLOYED, begin) >= 0 || System.nanoTime() > limit) {
                process.destroyForcibly();
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
