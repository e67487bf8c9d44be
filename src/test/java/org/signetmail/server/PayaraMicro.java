package org.signetmail.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged WAR on Payara Micro, started by the operator's script. */
public final class PayaraMicro extends ServerUnderTest {
    private static final Path SCRIPT =
            Path.of("server-config", "payara-micro", "start.sh").toAbsolutePath();

    /** What the script is for above all. */
    private static final String NO_CLUSTER = " --nohazelcast";

    private final Path jar;
    private final Path jdk;
    private Path script = SCRIPT;

    private PayaraMicro(String name, Path dataDir, Path jar, Path jdk) {
        super(name, dataDir, "");
        this.jar = jar;
        this.jdk = jdk;
        withJvmOption(QUICK_START.toArray(String[]::new));
    }

    /**
     * A server that isn't started yet: Payara Micro 6 on the JDK that runs the tests.
     *
     * @param name of the log file
     * @param dataDir where Signet keeps its database and key; it stays as it is
     */
    public static ServerUnderTest named(String name, Path dataDir) {
        return six(name, dataDir);
    }

    private static PayaraMicro six(String name, Path dataDir) {
        return new PayaraMicro(
                name, dataDir, TARGET.resolve("payara-micro.jar"), Path.of(System.getProperty("java.home")));
    }

    /**
     * The same with Payara Micro 7.
     *
     * @throws IllegalStateException if this computer has no JDK for it
     */
    public static ServerUnderTest seven(String name, Path dataDir) {
        Path jdk = NewerJdk.found().orElseThrow(() -> new IllegalStateException(NewerJdk.MISSING));
        return new PayaraMicro(name, dataDir, TARGET.resolve("payara-micro-7.jar"), jdk);
    }

    /**
     * Payara Micro 6 as it starts without the script's care: with Hazelcast.
     *
     * @param dataDir the changed script is put beside it
     */
    public static ServerUnderTest clustered(String name, Path dataDir) throws IOException {
        PayaraMicro server = six(name, dataDir);
        String careful = Files.readString(SCRIPT);
        String careless = careful.replace(NO_CLUSTER, "");
        if (careful.equals(careless)) {
            throw new IllegalStateException(SCRIPT + " lacks" + NO_CLUSTER);
        }
        server.script = Files.writeString(dataDir.resolveSibling("careless.sh"), careless);
        Files.setPosixFilePermissions(server.script, Files.getPosixFilePermissions(SCRIPT));
        return server;
    }

    @Override
    ProcessBuilder starting() throws IOException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(javaOptions());
        command.addAll(arguments());
        var builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("PAYARA_MICRO", jar.toString());
        builder.environment().put("SIGNET_WAR", war().toString());
        builder.environment().put("SIGNET_DATA_DIR", properties().get("signet.data.dir"));
        builder.environment().put("SIGNET_HTTP_PORT", Integer.toString(port()));
        return builder;
    }

    @Override
    String notDeployed() {
        return "Exception while loading the app";
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
