package org.signetmail.settings;

import static org.signetmail.settings.SampleSettings.by;
import static org.signetmail.settings.SampleSettings.contoso;
import static org.signetmail.settings.SampleSettings.typed;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.database.SignetDataSource;
import org.signetmail.seal.SealBroken;

/** Another JVM that saves settings with secrets continuously and prints the version of each save. */
final class SavingProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader saved;

    /** @param url URL of a PostgreSQL without password, or blank for the embedded database in this folder */
    SavingProcess(Storage storage, Path folder, String url) throws IOException {
        this(SavingProcess.class, storage, folder, url);
    }

    /** Starts another program that prints a number after each step. */
    SavingProcess(Class<?> program, Storage storage, Path folder, String url) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        storage.name(),
                        folder.toString(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        saved = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The version of the next save. */
    long next() throws IOException {
        String line;
        do {
            line = saved.readLine();
            if (line == null) {
                throw new IOException("It ended before it saved");
            }
        } while (!isVersion(line));
        return Long.parseLong(line);
    }

    void kill9() {
        // Through the handle: destroying the process object would close the output that is still to be read.
        process.toHandle().destroyForcibly();
    }

    /** The last version printed before its end, or the given one if none was. */
    long last(long known) throws IOException {
        process.onExit().join();
        long last = known;
        for (String line = saved.readLine(); line != null; line = saved.readLine()) {
            last = isVersion(line) ? Long.parseLong(line) : last;
        }
        return last;
    }

    /** Skips output of the JPA provider and a truncated last line. */
    private static boolean isVersion(String line) {
        return line.matches("\\d{12}");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    static SignetDataSource database(Path folder, String url) {
        return url.isEmpty() ? new SignetDataSource(folder) : new SignetDataSource(url, "postgres", "");
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path folder = Path.of(arguments[1]);
        try (var store = StoreOnDisk.open(
                Storage.valueOf(arguments[0]), database(folder, arguments[2]), folder, Clock.systemUTC())) {
            SettingsStore settings = store.settings();
            // Ends with its parent, which closes the pipe: the print stream reports an error then.
            while (!out.checkError()) {
                long version = settings.load().version();
                DeliveryRoute route = version % 2 == 0 ? DeliveryRoute.GRAPH : DeliveryRoute.SMTP;
                out.printf(
                        "%012d%n",
                        settings.save(typed(by(route, contoso(version))), "admin")
                                .version());
            }
        } catch (EditConflict | SealBroken | SecretRequired e) {
            throw new IllegalStateException(e);
        }
    }
}
