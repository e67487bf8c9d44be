package org.signetmail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.signetmail.practice.FreePort;

/**
 * A server with the packaged WAR, as a process of its own that can be stopped, killed and started again.
 *
 * <p>Its console goes to {@code target/it-logs/<name>.log}, over all restarts of this object.
 */
public abstract class ServerUnderTest implements Site, AutoCloseable {
    /** Java compiles quickly rather than well and collects garbage on one thread, since a test is over soon. */
    public static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Path WAR = TARGET.resolve("signet.war");
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final String name;
    private final String context;
    private final int port;
    private final ServerLog log;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>(ServerLocale.options());
    private final PageProbe probe = new PageProbe(START_LIMIT);
    private Path war = WAR;
    private ProcessFamily family;
    private Duration startedIn = Duration.ZERO;

    /** @param context of the WAR, blank or with a slash before it */
    ServerUnderTest(String name, Path dataDir, String context) {
        this.name = name;
        this.context = context;
        port = FreePort.found();
        log = new ServerLog(TARGET.resolve("it-logs").resolve(name + ".log"));
        properties.put("signet.data.dir", dataDir.toString());
        properties.put("java.io.tmpdir", TARGET.resolve("it-tmp").resolve(name).toString());
    }

    Duration startLimit() {
        return START_LIMIT;
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

    /** Sets an environment variable, from the next start on. */
    public ServerUnderTest withVariable(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public ServerUnderTest withoutVariable(String variable) {
        environment.remove(variable);
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

    /** Adds options of the JVM that are no system properties, such as {@code -Xmx}. */
    public ServerUnderTest withJvmOption(String... more) {
        jvmOptions.addAll(List.of(more));
        return this;
    }

    /** Without what only makes tests faster. */
    public ServerUnderTest withoutJvmOptions() {
        jvmOptions.clear();
        return this;
    }

    /** Deploys another WAR than ours, under the same name. */
    public ServerUnderTest carrying(Path other) {
        war = other;
        return this;
    }

    Path war() {
        return war;
    }

    /** Whether it deploys anything but Signet. */
    public boolean isEmpty() {
        return !war.equals(WAR);
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
        long begin;
        long since;
        try {
            Files.createDirectories(log.file().getParent());
            Files.createDirectories(temporary());
            if (family == null) {
                Files.writeString(log.file(), "");
            }
            begin = log.length();
            ProcessBuilder builder = starting();
            builder.environment().putAll(environment);
            if (!jvmOptions.isEmpty()) {
                // Every java reads this, whatever script starts it.
                builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", jvmOptions));
            }
            since = System.nanoTime();
            family = new ProcessFamily(builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> family.members().forEach(ProcessHandle::destroyForcibly)));
        awaitReady(begin);
        startedIn = Duration.ofNanos(System.nanoTime() - since);
        return this;
    }

    /** How long the last start took, until the sign-in page was there. */
    public Duration startedIn() {
        return startedIn;
    }

    /** Stops it in an orderly way. */
    public void stop() {
        family.end(ProcessHandle::destroy);
    }

    /** Ends it without warning, as a power cut would. */
    public void kill9() {
        family.end(ProcessHandle::destroyForcibly);
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
        return log.from(0);
    }

    /** The JVM of the running server. */
    public Jvm jvm() {
        return family.jvm();
    }

    /** Deploys the WAR once more on the running server and returns when its sign-in page is there. */
    public void redeploy() {
        long begin = log.length();
        redeploying(begin);
        awaitReady(begin);
    }

    /** Has the running server replace what it deployed; returns when it has. */
    abstract void redeploying(long begin);

    /** What jcmd calls the class loader of a web application there. */
    public abstract String webAppLoader();

    @Override
    public void close() {
        if (family != null) {
            stop();
        }
    }

    private void awaitReady(long begin) {
        await(begin, () -> probe.answers(at("/sign-in.xhtml")));
    }

    /** Waits until this was said behind a position of the log. */
    void awaitInLog(String said, long begin) {
        await(begin, () -> log.from(begin).contains(said));
    }

    private void await(long begin, BooleanSupplier there) {
        long limit = System.nanoTime() + startLimit().toNanos();
        while (!there.getAsBoolean()) {
            if (!family.first().isAlive() || log.from(begin).contains(notDeployed()) || System.nanoTime() > limit) {
                kill9();
                throw new IllegalStateException(name + " didn't start, see " + log.file());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
