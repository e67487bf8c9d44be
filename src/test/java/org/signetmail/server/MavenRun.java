package org.signetmail.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signet as the README runs it for a real tenant, {@code mvn -Prun -Dsignet.practice=false}, in a copy of the checkout. */
public final class MavenRun extends ServerUnderTest {
    private static final Path HERE = Path.of("").toAbsolutePath();

    /** What it says last of all when it is ready. */
    private static final String GUIDE_ENDS = "Ctrl+C stops everything.";

    private final Path checkout;

    private MavenRun(String name, Path dataDir) {
        super(name, dataDir, "");
        checkout = dataDir.getParent().resolveSibling("checkout");
    }

    /** A run that isn't started yet. */
    public static ServerUnderTest named(String name, Path dataDir) {
        return new MavenRun(name, dataDir);
    }

    /** It builds Signet first, and the practice tenant. */
    @Override
    Duration startLimit() {
        return Duration.ofMinutes(15);
    }

    /** Returns when all that is to be known is on the console. */
    @Override
    public ServerUnderTest start() {
        super.start();
        awaitInLog(GUIDE_ENDS, 0);
        return this;
    }

    @Override
    ProcessBuilder starting() throws IOException {
        Files.createDirectories(checkout);
        for (String part : List.of(".mvn", "pom.xml", "src", "server-config")) {
            copy(HERE.resolve(part), checkout.resolve(part));
        }
        var command = new ArrayList<>(List.of("mvn", "--batch-mode", "-Prun", "-Dsignet.practice=false"));
        command.add("-Dsignet.port=" + port());
        javaOptions().stream().filter(option -> option.startsWith("-Dsignet.")).forEach(command::add);
        return new ProcessBuilder(command).directory(checkout.toFile());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Override
    String notDeployed() {
        return "BUILD FAILURE";
    }

    @Override
    void redeploying(long begin) {
        throw new UnsupportedOperationException("Payara Micro deploys when it starts");
    }

    @Override
    public String webAppLoader() {
        return PayaraServer.WEB_APP_LOADER;
    }
}
