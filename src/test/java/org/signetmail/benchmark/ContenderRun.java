package org.signetmail.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One contender in its JVM. What it sends is counted where it arrives.
 *
 * <p>A contender may come to a standstill: the Vert.x mail client does now and then, with a mail that its pool never gives a
 * connection to. It then gets a new JVM, is warmed up, and has the round again; that it happened is reported.
 */
final class ContenderRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_STANDSTILLS = 5;

    private final ContenderChoice contenderChoice;
    private final Path log;
    private final Duration warmUp;
    private Process process;
    private BufferedReader answers;
    private Writer orders;
    private int standstills;

    private ContenderRun(ContenderChoice contenderChoice, Path folder, Duration warmUp) throws IOException {
        this.contenderChoice = contenderChoice;
        this.warmUp = warmUp;
        log = folder.resolve(contenderChoice.type() + ".log");
        process = started(folder);
        answers = process.inputReader(StandardCharsets.US_ASCII);
        orders = process.outputWriter(StandardCharsets.US_ASCII);
    }

    /** @param warmUp how long it sends after a standstill before it is measured again, once alone and once several at once */
    static ContenderRun open(ContenderChoice contenderChoice, Path folder, Duration warmUp) throws IOException {
        return new ContenderRun(contenderChoice, folder, warmUp);
    }

    private Process started(Path folder) throws IOException {
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
                "org.signetmail.benchmark." + contenderChoice.type());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    ContenderChoice entrant() {
        return contenderChoice;
    }

    /** How often it stood still. */
    int standstills() {
        return standstills;
    }

    /**
     * One round.
     *
     * @throws IOException if what was sent and what arrived are not the same mails
     */
    Result run(Target target, int atOnce, Duration time) throws IOException {
        Result result = measured(target, atOnce, time);
        while (result == null) {
            standstills++;
            if (standstills > MOST_STANDSTILLS) {
                throw new IOException(contenderChoice.name() + " stood still too often: see " + log);
            }
            process.destroyForcibly().onExit().join();
            process = started(log.getParent());
            answers = process.inputReader(StandardCharsets.US_ASCII);
            orders = process.outputWriter(StandardCharsets.US_ASCII);
            ArrivalCounter.asked(target.host(), contenderChoice.tally(target));
            result = measured(target, 1, warmUp);
            result = result == null ? null : measured(target, 4, warmUp);
            result = result == null ? null : measured(target, atOnce, time);
        }
        return result;
    }

    /** Null if it stands still. */
    private @Nullable Result measured(Target target, int atOnce, Duration time) throws IOException {
        int tally = contenderChoice.tally(target);
        ArrivalCounter.Count before = ArrivalCounter.asked(target.host(), tally);
        orders.write(target.words() + " " + atOnce + " " + time.toMillis() + "\n");
        orders.flush();
        String answer;
        try {
            answer = answer(time.plus(PATIENCE));
        } catch (TimeoutException standstill) {
            return null;
        }
        if (answer == null) {
            throw new IOException(contenderChoice.name() + " gave up: see " + log);
        }
        Result result = Result.of(answer);
        ArrivalCounter.Count count = ArrivalCounter.asked(target.host(), tally);
        if (before.all() != 0 || count.all() != result.sent() || count.different() != result.sent()) {
            throw new IOException(contenderChoice.name() + " sent " + result.sent() + ", and there arrived " + count
                    + " after " + before);
        }
        return result.at(count.bytes() / count.all(), (count.cpu() - before.cpu()) / 1e6 / count.all());
    }

    private @Nullable String answer(Duration patience) throws IOException, TimeoutException {
        BufferedReader from = answers;
        var answer = new CompletableFuture<@Nullable String>();
        var reader = new Thread(
                () -> {
                    try {
                        answer.complete(from.readLine());
                    } catch (IOException e) {
                        answer.completeExceptionally(e);
                    }
                },
                "answer of " + contenderChoice.name());
        reader.setDaemon(true);
        reader.start();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | InterruptedException failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}
