package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server that logs all it can, browsers whose requests are recorded, and the search for secrets in all of it. */
final class VerboseServer implements AutoCloseable {
    /** Loggers that must appear in the log, to prove that it is verbose. */
    private static final List<String> FINE =
            List.of("org.eclipse.persistence", "com.sun.faces", "org.glassfish.grizzly", "FINEST");

    final TestEnvironment env;
    private final Path folder;
    private final String name;
    private int recordings;

    /** @param name of the server's files, in small letters; those of the reports contain it as well */
    VerboseServer(String name, Path folder) throws IOException, InterruptedException {
        this.name = name;
        this.folder = folder;
        env = new TestEnvironment(name, folder);
    }

    VerboseServer start() throws IOException {
        // All except the server's messages about its start and its permissions, a hundred megabytes; and Grizzly's
        // Parameters, which at FINEST logs every form of every application, whatever that application does.
        Path levels = Files.writeString(folder.resolve("everything.properties"), """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level=ALL
                java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
                .level=ALL
                com.sun.enterprise.deployment.level=INFO
                org.glassfish.exousia.level=INFO
                org.glassfish.hk2.level=INFO
                org.jboss.weld.level=INFO
                org.glassfish.grizzly.http.util.Parameters.level=INFO
                """);
        env.server
                .withArgument("--logproperties", levels.toString())
                .with("eclipselink.logging.level", "FINEST")
                .with("eclipselink.logging.parameters", "true")
                .start();
        return this;
    }

    /** A browser at the sign-in page whose requests are recorded. */
    AdministratorAtWork recorded() {
        BrowserContext person = env.chromium().person();
        HttpArchive.of(person, folder.resolve("recording-" + recordings++ + ".har"));
        return env.visitor(person, "/settings.xhtml");
    }

    /**
     * Stops the server and searches all that it and the browsers have left behind; starts it again.
     *
     * @param reports what the paths of the test reports to search contain, in small letters
     */
    void assertNowhere(Canaries canaries, String reports) throws IOException {
        env.reset(); // Closes the browsers, which writes the recordings.
        List<HttpArchive> archives = HttpArchive.all(folder);
        assertThat(archives).isNotEmpty();
        archives.forEach(httpArchive -> {
            assertThat(canaries.in(httpArchive.received()))
                    .as("in what the browser got")
                    .isEmpty();
            assertThat(canaries.in(httpArchive.addresses())).as("in addresses").isEmpty();
            assertThat(Canaries.tokensIn(httpArchive.received())).isEmpty();
        });
        env.server.stop();
        String log = env.server.log();
        assertThat(log).contains(FINE);
        assertThat(canaries.inFilesOf(env.data)).isEmpty();
        assertThat(canaries.inFilesOf(Path.of("target", "it-logs"), name)).isEmpty();
        assertThat(canaries.inFilesOf(Path.of("target", "it-tmp"), name)).isEmpty();
        assertThat(canaries.inFilesOf(Path.of("target", "failsafe-reports"), reports))
                .isEmpty();
        assertThat(Canaries.tokensIn(log)).isEmpty();
        env.server.start();
    }

    @Override
    public void close() {
        env.close();
    }
}
