package org.signetmail.practice;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Payara Micro with the WAR, as a process of its own that the operator's script starts. */
final class ServerProcess {
    private static final Logger LOGGER = System.getLogger(ServerProcess.class.getName());
    private static final Path SERVER = Path.of("target", "payara-micro.jar");
    private static final Path WAR = Path.of("target", "signet.war");
    private static final Path SCRIPT = Path.of("server-config", "payara-micro", "start.sh");
    private static final String LOG = "server.log";
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String READY = " ready in ";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration STOPPING_AT_MOST = Duration.ofSeconds(20);
    private static final int FIRST_REFUSAL = 400;

    private final Process process;
    private final ListenAddress address;
    private final AtomicReference<String> setUpLink = new AtomicReference<>("");
    private volatile boolean ready;
    private volatile boolean stopping;

    private ServerProcess(Process process, ListenAddress address) {
        this.process = process;
        this.address = address;
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
     * Starts it; what it writes goes to {@link #log}, since the set-up link is in it for the owner's eyes only.
     *
     * @param checkout the folder that was built in
     * @param settings keys of Signet's configuration and their values
     */
    static ServerProcess start(Path checkout, ListenAddress address, Path data, Map<String, String> settings)
            throws IOException {
        Path micro = checkout.resolve(SERVER);
        Path war = checkout.resolve(WAR);
        for (Path needed : List.of(micro, war)) {
            if (!Files.exists(needed)) {
                throw new CannotStart("There is no " + needed + ": build it first (mvn package).");
            }
        }
        var builder = new ProcessBuilder("bash", checkout.resolve(SCRIPT).toString()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PAYARA_MICRO", micro.toString());
        builder.environment().put("SIGNET_WAR", war.toString());
        builder.environment().put("SIGNET_HTTP_ADDRESS", address.literal());
        builder.environment().put("SIGNET_HTTP_PORT", Integer.toString(address.port()));
        // By the environment, since everybody on the machine can read a command line.
        settings.forEach((name, value) ->
                builder.environment().put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        BufferedWriter log = OwnersFiles.written(log(data));
        var server = new ServerProcess(builder.start(), address);
        var reader = new Thread(() -> server.keep(log), "server-log");
        reader.setDaemon(true);
        reader.start();
        return server;
    }

    /** The file that the server's log goes to. */
    static Path log(Path data) {
        return data.resolve(LOG);
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
                .version(HttpClient.Version.HTTP_1_1) // Payara may close a first connection that asks for HTTP/2.
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var request = HttpRequest.newBuilder(address.page()).timeout(atMost).build();
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

    private void keep(BufferedWriter file) {
        try (var lines = process.inputReader();
                BufferedWriter log = file) {
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
        SetUpLink.pathIn(line)
                .ifPresent(path -> setUpLink.set(address.page().resolve(path).toString()));
        ready |= line.contains(READY) && line.contains("Payara Micro");
    }
}
