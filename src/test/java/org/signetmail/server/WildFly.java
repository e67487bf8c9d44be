package org.signetmail.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The packaged WAR on WildFly, which the operator's own script makes ready. */
public final class WildFly extends ServerUnderTest {
    /** Unpacked by the build. */
    public static final Path HOME = TARGET.resolve("wildfly");

    private static final Path DEPLOYED = HOME.resolve("standalone/deployments/signet.war");
    private static final Path SCRIPTS = Path.of("server-config", "wildfly").toAbsolutePath();

    private boolean installed = true;

    private WildFly(String name, Path dataDir) {
        super(name, dataDir, "/signet");
        withJvmOption(QUICK_START.toArray(String[]::new));
    }

    /** A server that isn't started yet; one at a time. */
    public static ServerUnderTest named(String name, Path dataDir) {
        run("install.sh");
        return new WildFly(name, dataDir);
    }

    /** Runs one of the operator's scripts to its end. */
    public static void run(String script) {
        var builder = new ProcessBuilder(SCRIPTS.resolve(script).toString());
        builder.environment().put("JBOSS_HOME", HOME.toString());
        builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", QUICK_START));
        try {
            ToolProcess.run(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    ProcessBuilder starting() throws IOException {
        Files.copy(war(), DEPLOYED, StandardCopyOption.REPLACE_EXISTING);
        var command = new ArrayList<String>();
        command.add(HOME.resolve("bin/standalone.sh").toString());
        command.addAll(javaOptions());
        command.add("-Djboss.http.port=" + port());
        // Any free port: nobody asks there.
        command.addAll(List.of("-Djboss.https.port=0", "-Djboss.management.http.port=0"));
        command.addAll(arguments());
        return new ProcessBuilder(command);
    }

    /** Stops it, undeploys and takes back what made it ready. */
    @Override
    public void close() {
        super.close();
        if (!installed) {
            return;
        }
        try {
            Files.deleteIfExists(DEPLOYED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("uninstall.sh");
        installed = false;
    }

    @Override
    String notDeployed() {
        return "WFLYSRV0026";
    }

    /** The deployment scanner takes the file that says so as a wish, even where the WAR is the same. */
    @Override
    void redeploying(long begin) {
        try {
            Files.writeString(DEPLOYED.resolveSibling("signet.war.dodeploy"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitInLog("WFLYSRV0016", begin);
    }

    @Override
    public String webAppLoader() {
        return "deployment.signet.war";
    }
}
