package org.signetmail.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged WAR on Payara Micro, as the README's command runs it. */
public final class PayaraMicro extends ServerUnderTest {
    private PayaraMicro(String name, Path dataDir) {
        super(name, dataDir, "");
        withJvmOption("-XX:TieredStopAtLevel=1", "-Xmx512m");
    }

    /**
     * A server that isn't started yet.
     *
     * @param name of the log file
     * @param dataDir where Signet keeps its database and key; it stays as it is
     */
    public static ServerUnderTest named(String name, Path dataDir) {
        return new PayaraMicro(name, dataDir);
    }

    @Override
    ProcessBuilder starting() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions());
        command.addAll(List.of("-jar", TARGET.resolve("payara-micro.jar").toString()));
        command.addAll(List.of("--deploy", war().toString(), "--contextroot", "/"));
        command.addAll(List.of("--port", Integer.toString(port())));
        command.addAll(List.of("--nohazelcast", "--disablephonehome"));
        command.addAll(arguments());
        return new ProcessBuilder(command);
    }

    @Override
    String notDeployed() {
        return "Exception while loading the app";
    }

    @Override
    void redeploying(int begin) {
        throw new UnsupportedOperationException("Payara Micro deploys when it starts");
    }

    @Override
    public String webAppLoader() {
        return PayaraServer.WEB_APP_LOADER;
    }
}
