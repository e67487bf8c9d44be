package org.signetmail.practice;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Payara Micro with the WAR, as a process of its own. */
final class ServerProcess {
    private static final Logger LOGGER = System.getLogger(ServerProcess.class.getName());
    private static final Path SERVER = Path.of("target", "payara-micro.jar");
    private static final Path WAR = Path.of("target", "signet.war");
    private static final Pattern SET_UP_PATH = Pattern.compile("/first-run\\.xhtml\\?key=\\S+");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String READY = " ready in ";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration STOPPING_AT_MOST = Duration.ofSeconds(20);
    private static final int FIRST_REFUSAL = 400;

    private final Process process;
    private final int port;
    private final AtomicReference<String> setUpLink = new AtomicReference<>("");
    private volatile boolean ready;
    private volatile boolean stopping;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Refuses early and in words what the server would refuse late and in a stack trace.
     *
     * @throws PortTaken if something listens there
     */
    static void checkPort(int port) throws IOException {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(port));
        } catch (BindException taken) {
            throw new PortTaken(port, taken);
        }
    }

    /**
     * Starts it; what it writes goes to {@code server.log} in the data folder.
     *
     * @param onLoopback whether only this computer may see the pages: with practice comes a password that everybody knows
     */
    static ServerProcess start(int port, Path data, Map<String, String> settings, boolean onLoopback)
            throws IOException {
        for (Path needed : List.of(SERVER, WAR)) {
            if (!Files.exists(needed)) {
                throw new CannotStart("There is no " + needed + ": build it first (mvn package).");
            }
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", SERVER.toString(), "--deploy", WAR.toString(), "--contextroot", "/"));
        // With --nocluster Hazelcast runs all the same and listens on every interface; both options together are
        // --nocluster.
        command.addAll(List.of("--port", String.valueOf(port), "--nohazelcast"));
        if (onLoopback) {
            Path commands = data.resolve("loopback.asadmin");
            Files.writeString(
                    commands,
                    "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                            + ".address=127.0.0.1\n");
            command.addAll(List.of("--prebootcommandfile", commands.toString()));
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // By the environment, since everybody on the machine can read a command line.
        settings.forEach((name, value) ->
                builder.environment().put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        var server = new ServerProcess(builder.start(), port);
        var reader = new Thread(() -> server.keepLog(data.resolve("server.log")), "server-log");
        reader.setDaemon(true);
        reader.start();
        return server;
    }

    /** Whether the server came up with Signet on it: false if it ended, took too long or refused its first page. */
    boolean awaitAnswer(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!ready) {
            boolean ended = process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > until) {
                return false;
            }
        }
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .timeout(atMost)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() < FIRST_REFUSAL;
        } catch (IOException noAnswer) {
            LOGGER.log(Level.DEBUG, "The first page did not answer.", noAnswer);
            return false;
        }
    }

    /** From the log, if the server has made one. */
    Optional<String> setUpLink() {
        return Optional.of(setUpLink.get()).filter(link -> !link.isEmpty());
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    void stop() {
        stopping = true;
        process.destroy();
        try {
            if (!process.waitFor(STOPPING_AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void keepLog(Path file) {
        try (var lines = process.inputReader();
                BufferedWriter log = Files.newBufferedWriter(file)) {
            String line = lines.readLine();
            while (line != null) {
                String plain = COLOUR.matcher(line).replaceAll("");
                log.write(plain);
                log.newLine();
                log.flush();
                notice(plain);
                line = lines.readLine();
            }
        } catch (IOException e) {
            if (!stopping) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void notice(String line) {
        Matcher path = SET_UP_PATH.matcher(line);
        if (path.find()) {
            setUpLink.set("http://localhost:" + port + path.group());
        }
        ready |= line.contains(READY) && line.contains("Payara Micro");
    }
}
