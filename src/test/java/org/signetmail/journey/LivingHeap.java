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
 * What a server keeps in memory, as dumps of all its living objects show it.
 *
 * <p>A buffer of the server holds the bytes of a request until another request happens to use it; what a session or a view
 * keeps, no other request takes away. So strangers send requests of all the sizes that buffers are kept for, and only what
 * is in every dump counts.
 */
record LivingHeap(ServerUnderTest server, Path folder) {
    private static final int MOST_DUMPS = 8;
    private static final int ROUNDS = 24;
    private static final int STRANGERS = 20;
    private static final int SIZES = 6;
    private static final int SMALLEST = 2_000;

    /**
     * Where this stands in every dump; empty if one of them is without it.
     *
     * @param known what is certainly kept, to see that the search works
     */
    List<String> keptForGood(String secret, String known) throws IOException {
        List<String> found = List.of(secret);
        for (int dumps = 0; dumps < MOST_DUMPS && !found.isEmpty(); dumps++) {
            strangersPass();
            Path dump = server.jvm().heapDump(folder.resolve("living.hprof"));
            assertThat(new Canaries(List.of(known)).in(dump))
                    .as("the search works")
                    .isNotEmpty();
            found = new Canaries(List.of(secret)).in(dump);
            Files.delete(dump);
        }
        return found;
    }

    private void strangersPass() {
        // HTTP/1.1 as the browser spoke it: requests of HTTP/2 pass through other buffers.
        HttpClient stranger =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int round = 0; round < ROUNDS; round++) {
            var request = HttpRequest.newBuilder(server.at("/sign-in.xhtml"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("filler=" + "x".repeat(SMALLEST << round % SIZES)))
                    .build();
            CompletableFuture.allOf(IntStream.range(0, STRANGERS)
                            .mapToObj(unused -> stranger.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }
}
