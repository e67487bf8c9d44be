package org.signetmail.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One contender in its JVM. What it sends is counted where it arrives. */
final class Lane implements AutoCloseable {
    private final Entrant entrant;
    private final Path log;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    private Lane(Entrant entrant, Path log, Process process) {
        this.entrant = entrant;
        this.log = log;
        this.process = process;
        answers = process.inputReader(StandardCharsets.US_ASCII);
        orders = process.outputWriter(StandardCharsets.US_ASCII);
    }

    static Lane open(Entrant entrant, Path folder) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                "-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider",
                "-Djavax.net.ssl.trustStore=" + Certificate.trust(folder),
                "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                ContenderProcess.class.getName(),
                "org.signetmail.benchmark." + entrant.type());
        Path log = folder.resolve(entrant.type() + ".log");
        return new Lane(
                entrant,
                log,
                new ProcessBuilder(command).redirectError(log.toFile()).start());
    }

    Entrant entrant() {
        return entrant;
    }

    /**
     * One round.
     *
     * @throws IOException if what was sent and what arrived are not the same mails
     */
    Result run(Target target, int atOnce, Duration time) throws IOException {
        int tally = entrant.tally(target);
        Tally.Count before = Tally.asked(target.host(), tally);
        orders.write(target.words() + " " + atOnce + " " + time.toMillis() + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(entrant.name() + " gave up: see " + log);
        }
        Result result = Result.of(answer);
        Tally.Count count = Tally.asked(target.host(), tally);
        if (before.all() != 0 || count.all() != result.sent() || count.different() != result.sent()) {
            throw new IOException(
                    entrant.name() + " sent " + result.sent() + ", and there arrived " + count + " after " + before);
        }
        return result.at(count.bytes() / count.all(), (count.cpu() - before.cpu()) / 1e6 / count.all());
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}
