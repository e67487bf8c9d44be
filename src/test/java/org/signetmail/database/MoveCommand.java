package org.signetmail.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Runs the command that moves an embedded database to the PostgreSQL database of the same folder. */
public final class MoveCommand {
    private MoveCommand() {}

    /** Result of the command. */
    public record Said(int exit, String output, String error) {}

    public static Said run(Path folder) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Map<String, String> keys = Map.of(
                "signet.data.dir",
                folder.toString(),
                "signet.database.url",
                PostgreSql.url(folder),
                "signet.database.user",
                PostgreSql.USER,
                "signet.database.password",
                PostgreSql.PASSWORD);
        int exit = Move.run(
                key -> Optional.ofNullable(keys.get(key.key())),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public static Said asOtherProcess(Path folder) {
        return said(
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Move.class.getName()),
                folder);
    }

    /** Runs the operator's script with the packaged WAR. */
    public static Said byScript(Path folder) {
        var builder = new ProcessBuilder("server-config/postgresql/move.sh");
        builder.environment().put("SIGNET_WAR", "target/signet.war");
        return said(builder, folder);
    }

    /** Runs the command configured by environment variables. */
    private static Said said(ProcessBuilder builder, Path folder) {
        builder.environment()
                .putAll(Map.of(
                        "SIGNET_DATA_DIR",
                        folder.toString(),
                        "SIGNET_DATABASE_URL",
                        PostgreSql.url(folder),
                        "SIGNET_DATABASE_USER",
                        PostgreSql.USER,
                        "SIGNET_DATABASE_PASSWORD",
                        PostgreSql.PASSWORD));
        try {
            Process process = builder.start();
            // The output is short: neither pipe fills up.
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), output, error);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
