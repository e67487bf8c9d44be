package org.signetmail.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A command-line tool that runs to its end within a time limit.
 *
 * <p>It inherits neither the standard input nor the standard output of the test JVM: Surefire talks to that JVM through both,
 * and a line of a tool in between can cost the message that a test class is done.
 */
public final class ToolProcess {
    private static final long MINUTES = 10;

    private ToolProcess() {}

    /**
     * Runs a tool.
     *
     * @throws IllegalStateException with what it wrote if it fails or takes more than ten minutes
     */
    public static void run(ProcessBuilder tool) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".log");
        try {
            Process process = tool.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(
                        tool.command() + (ended ? " ended with " + process.exitValue() : " took too long") + ":\n"
                                + Files.readString(output, StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(output);
        }
    }
}
