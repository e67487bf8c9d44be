package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.EmptyWar;
import org.signetmail.server.Footprint;
import org.signetmail.server.ServerKind;
import org.signetmail.server.ServerUnderTest;

/**
 * The memory and threads of a server on which Signet is redeployed repeatedly. Run on demand, since it takes long:
 *
 * <pre>
 * mvn verify -Dsignet.on-demand=none -Dit.test=RedeployIT
 * mvn verify -Ppayara-server -Dit.test=RedeployIT -Dsignet.server=payara-server
 * </pre>
 *
 * <p>{@code -Dsignet.redeploys=20} sets the number of redeployments, {@code -Dsignet.redeploys.empty} deploys an empty
 * WAR, to show what the server itself keeps, and {@code -Dsignet.redeploys.dump} leaves a heap dump. The figures are in
 * {@code target/it-logs}.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Tag("on-demand")
class RedeployIT {
    private static final int REDEPLOYS = Integer.getInteger("signet.redeploys", 50);
    private static final boolean EMPTY = System.getProperty("signet.redeploys.empty") != null;
    private static final boolean DUMP = System.getProperty("signet.redeploys.dump") != null;

    /** Number of redeployments between two measurements, with use of Signet before each. */
    private static final int EVERY = 5;

    /**
     * Number of requests for the server's welcome page before a measurement, {@link #CONCURRENT} of them concurrently.
     */
    private static final int OTHER_REQUESTS = 1_000;

    private static final int CONCURRENT = 32; // as many threads as WildFly has for requests on two cores

    /** Earlier deployments that threads without any of the other requests may still hold. */
    private static final int HELD = 2;

    /** Twice the memory of a deployment in use, which is about twenty megabytes. */
    private static final int HEAP_KB = 2 * 20_000;

    /**
     * Allowance for the server's thread pools, which grow to their size; leaked threads of each deployment would be
     * more.
     */
    private static final int THREADS = 25;

    private final ServerKind kind = ServerKind.chosen();
    private final String name = "redeploy-" + kind + (EMPTY ? "-empty" : "");
    private final List<Footprint> seen = new ArrayList<>();

    @Test
    void earlierDeploymentsAreNotRetained(@TempDir Path folder) throws Exception {
        try (var env = new TestEnvironment(name, folder, kind::named)) {
            // Soft references are cleared at the next collection instead of when memory runs out.
            env.server.withJvmOption("-XX:SoftRefLRUPolicyMSPerMB=0");
            if (EMPTY) {
                env.server.carrying(EmptyWar.in(folder));
            }
            env.start();
            begin(env);
            for (int time = 1; time <= REDEPLOYS; time++) {
                env.server.redeploy();
                if (time % EVERY == 0 || time == 1) {
                    use(env);
                    measure(env, time);
                }
            }
            if (DUMP) {
                env.server.jvm().heapDump(Path.of("target", name + ".hprof").toAbsolutePath());
            }
        }
        Footprint warm = seen.get(1);
        Footprint last = seen.get(seen.size() - 1);
        assertThat(last.loaders()).as("deployments held").isLessThanOrEqualTo(warm.loaders() + HELD);
        assertThat(last.threads()).as("threads").isLessThanOrEqualTo(warm.threads() + THREADS);
        assertThat(last.heap()).as("heap").isLessThanOrEqualTo(warm.heap() + HEAP_KB);
    }

    private void begin(TestEnvironment env) throws IOException {
        Files.writeString(table(), "redeployed,heap KB,metaspace KB,classes,threads,class loaders\n");
        if (!EMPTY) {
            var administrator = env.administrator();
            administrator.typeContoso("SMTP");
            administrator.save();
            env.reset();
        }
    }

    /** Uses every part: the page, the database, the key, Entra, Exchange. */
    private static void use(TestEnvironment env) {
        if (!EMPTY) {
            assertThat(env.administrator().testCredentials()).containsText("Authentication Successful");
            env.reset();
        }
    }

    /**
     * Occupies the server's idle threads with other requests. They hold the latest request that they handled, and with
     * it its deployment: on WildFly a heap dump shows nothing else that does. The next request releases it; a real leak
     * would stay, and grow with each deployment.
     */
    private static void sendOtherRequests(ServerUnderTest server) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/"))
                .build();
        var http = HttpClient.newHttpClient();
        var clients = Executors.newFixedThreadPool(CONCURRENT);
        try {
            var requests = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < OTHER_REQUESTS; i++) {
                requests.add(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
            }
            for (Future<Integer> status : clients.invokeAll(requests)) {
                assertThat(status.get()).isEqualTo(200);
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        } finally {
            clients.shutdownNow();
        }
    }

    private void measure(TestEnvironment env, int time) throws IOException {
        sendOtherRequests(env.server);
        Footprint now = env.server.jvm().footprint(env.server.webAppLoader());
        seen.add(now);
        String line = Stream.of(time, now.heap(), now.metaspace(), now.classes(), now.threads(), now.loaders())
                .map(String::valueOf)
                .collect(Collectors.joining(",", "", "\n"));
        Files.writeString(table(), line, StandardOpenOption.APPEND);
    }

    private Path table() {
        return Path.of("target", "it-logs", name + ".csv");
    }
}
