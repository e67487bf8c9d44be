package org.signetmail.database;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;

/** Another JVM that writes rows through the product's data source and prints an acknowledgement after each commit. */
final class WriterProcess implements AutoCloseable {
    private static final String COMMITTED = "committed";

    private final Process process;
    private final BufferedReader acknowledgements;

    WriterProcess(Path folder) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        acknowledgements = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Waits for this many acknowledgements and returns their count. */
    int acknowledged(int wanted) throws IOException {
        for (int seen = 0; seen < wanted; seen++) {
            if (acknowledgements.readLine() == null) {
                throw new IOException("The writer ended after " + seen + " rows");
            }
        }
        return wanted;
    }

    /** Kills it as {@code kill -9} does, and counts the remaining acknowledgements. */
    int killed() throws IOException {
        // Through the handle: destroying the process object would close the output that is still to be read.
        process.toHandle().destroyForcibly();
        process.onExit().join();
        int seen = 0;
        for (String line = acknowledgements.readLine(); line != null; line = acknowledgements.readLine()) {
            // The last line may be truncated: its row was committed, but not acknowledged.
            seen += line.equals(COMMITTED) ? 1 : 0;
        }
        return seen;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (Connection connection = new SignetDataSource(Path.of(arguments[0])).getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into audit (number, changed_at, who, what) values (next value for audit_number, 0,"
                                + " 'w', 'x')")) {
            // Ends with its parent, which closes the pipe: the print stream reports an error then.
            while (!out.checkError()) {
                insert.executeUpdate();
                out.println(COMMITTED);
            }
        }
    }
}
