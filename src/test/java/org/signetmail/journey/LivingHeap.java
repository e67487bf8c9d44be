package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.signetmail.server.ServerUnderTest;

/**
 * Searches the heap of a server, as dumps of all its live objects show it.
 *
 * <p>A buffer of the server holds the bytes of a request until another request happens to overwrite it; no other
 * request overwrites the contents of a session or a view. Therefore other clients send requests of all sizes for which
 * the server keeps buffers, and only text in every dump counts.
 */
record LivingHeap(ServerUnderTest server, Path folder) {
    private static final int MOST_DUMPS = 8;
    private static final int ROUNDS = 24;
    private static final int CLIENTS = 20;
    private static final int SIZES = 6;
    private static final int SMALLEST = 2_000;

    /**
     * The places of this secret in every dump; empty if one dump does not contain it.
     *
     * @param known text that is certainly in memory, to prove that the search works
     */
    List<String> keptForGood(String secret, String known) throws IOException {
        return keptForGood(new Canaries(List.of(secret)), known, () -> {});
    }

    /**
     * The same of many secrets.
     *
     * @param use what the server is made to do before each dump: some caches let go of what is unused only at their next
     *     use
     */
    List<String> keptForGood(Canaries secrets, String known, Runnable use) throws IOException {
        List<String> found = List.of("no dump yet");
        for (int dumps = 0; dumps < MOST_DUMPS && !found.isEmpty(); dumps++) {
            sendOtherRequests();
            use.run();
            Path dump = server.jvm().heapDump(folder.resolve("living.hprof"));
            assertThat(new Canaries(List.of(known)).in(dump))
                    .as("the search works")
                    .isNotEmpty();
            found = secrets.in(dump);
            Files.delete(dump);
        }
        return found;
    }

    private void sendOtherRequests() {
        // HTTP/1.1 as in the browser: requests of HTTP/2 use other buffers.
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int round = 0; round < ROUNDS; round++) {
            var request = HttpRequest.newBuilder(server.at("/sign-in.xhtml"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("filler=" + "x".repeat(SMALLEST << round % SIZES)))
                    .build();
            CompletableFuture.allOf(IntStream.range(0, CLIENTS)
                            .mapToObj(unused -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }
}
