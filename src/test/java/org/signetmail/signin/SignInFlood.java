package org.signetmail.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.signetmail.server.ServerUnderTest;

/**
 * Four hundred concurrent sign-ins with unknown names, each from an address of its own behind the trusted proxy
 * 127.0.0.7.
 */
final class SignInFlood implements AutoCloseable {
    private static final int NAMES = 400;

    private final ServerUnderTest server;
    private final ExecutorService threads = Executors.newFixedThreadPool(NAMES);
    private final CountDownLatch answered = new CountDownLatch(NAMES / 100);
    private List<CompletableFuture<String>> answers = List.of();

    SignInFlood(ServerUnderTest server) {
        this.server = server;
    }

    /** Returns when the first ones have a response. */
    void begin() throws InterruptedException {
        var together = new CountDownLatch(1);
        answers = IntStream.range(0, NAMES)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> tryWith(i, together), threads))
                .toList();
        together.countDown();
        answered.await();
    }

    private String tryWith(int i, CountDownLatch together) {
        try {
            together.await();
            String answer = new ClientOfAnotherAddress(server, 7, "")
                    .saying("X-Forwarded-For", "10.0." + i / 256 + "." + i % 256)
                    .signIn("x" + i, "y");
            answered.countDown();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Measures how long the sign-in page takes. */
    Duration signInPage() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        URI page = server.at("/sign-in.xhtml");
        int status = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException(page + " answered " + status);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Waits for all responses and counts the passwords that were checked. */
    long looksAt() {
        return answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.contains("User name or password is wrong."))
                .count();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
