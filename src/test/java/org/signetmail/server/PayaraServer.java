package org.signetmail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The packaged WAR on Payara Server, in a domain of its own that the operator's script makes ready. */
public final class PayaraServer extends ServerUnderTest {
    /** Unpacked by the build, each version into its own folder. */
    private static final Path HOME = Path.of(System.getProperty("payara.server.home", "target/payara-server"))
            .toAbsolutePath();

    private static final Path SCRIPTS = Path.of("server-config", "payara").toAbsolutePath();
    static final String WEB_APP_LOADER = "org.glassfish.web.loader.WebappClassLoader";
    private static final String DOMAIN = "signet";

    /** Behind the port base of a domain: of its pages, and of its administration. */
    private static final int PAGES = 80;

    private static final int ADMINISTRATION = 48;

    private final Path domains;
    private final int portBase;

    private PayaraServer(String name, Path dataDir) {
        super(name, dataDir, "/signet");
        domains = dataDir.resolveSibling("domains");
        portBase = port() - PAGES;
        asadmin(
                "create-domain",
                "--nopassword",
                "--domaindir",
                domains.toString(),
                "--portbase",
                Integer.toString(portBase),
                DOMAIN);
    }

    /** A server that isn't started yet. */
    public static ServerUnderTest named(String name, Path dataDir) {
        return new PayaraServer(name, dataDir);
    }

    /** Runs one of the operator's scripts on the running server. */
    public void run(String script, Path dataDir) {
        run(
                List.of(SCRIPTS.resolve(script).toString()),
                Map.of(
                        "PAYARA_HOME", HOME.toString(),
                        "SIGNET_DATA_DIR", dataDir.toString(),
                        "ASADMIN_PORT", Integer.toString(portBase + ADMINISTRATION)));
    }

    /** All that is configured on the running server, a line each. */
    public List<String> configuration() {
        return asadmin("--port", Integer.toString(portBase + ADMINISTRATION), "get", "*")
                .lines()
                .sorted()
                .toList();
    }

    @Override
    ProcessBuilder starting() throws IOException {
        Path autodeploy = Files.createDirectories(domains.resolve(DOMAIN).resolve("autodeploy"));
        Path deployed = autodeploy.resolve("signet.war");
        // A new file would be deployed once more while the pages answer already.
        if (Files.notExists(deployed)) {
            Files.copy(war(), deployed);
        }
        var command = new ArrayList<String>();
        command.add(HOME.resolve("bin/asadmin").toString());
        command.addAll(List.of("start-domain", "--verbose", "--domaindir", domains.toString()));
        command.addAll(arguments());
        command.add(DOMAIN);
        var builder = new ProcessBuilder(command);
        properties()
                .forEach((name, value) ->
                        builder.environment().put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return builder;
    }

    @Override
    String notDeployed() {
        return "Exception while loading the app";
    }

    @Override
    void redeploying(long begin) {
        asadmin(
                "--port",
                Integer.toString(portBase + ADMINISTRATION),
                "deploy",
                "--force",
                "--name",
                "signet",
                "--contextroot",
                "signet",
                war().toString());
    }

    @Override
    public String webAppLoader() {
        return WEB_APP_LOADER;
    }

    private static String asadmin(String... arguments) {
        var command = new ArrayList<String>();
        command.add(HOME.resolve("bin/asadmin").toString());
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    private static String run(List<String> command, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
