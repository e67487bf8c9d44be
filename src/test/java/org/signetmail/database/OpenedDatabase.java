package org.signetmail.database;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Optional;

/** Opens a remote database in another JVM with a trust store of its own, and reports whether TLS was used. */
final class OpenedDatabase {
    private OpenedDatabase() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> keys = Map.of(
                "signet.data.dir", System.getProperty("signet.data.dir"),
                "signet.database.url", arguments[0],
                "signet.database.user", arguments[1],
                "signet.database.password", arguments[2]);
        var database = DatabaseKeys.database(key -> Optional.ofNullable(keys.get(key.key())));
        database.prepare();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                    .println("encrypted: " + row.getBoolean(1));
        }
    }
}
