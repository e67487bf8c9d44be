package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInConcurrencyTest {
    private static final int REFUSED = 400 - SignInConcurrency.AT_ONCE;

    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch allRefused = new CountDownLatch(REFUSED);

    /** Counts what is refused, instead of writing a page. */
    private final SignInConcurrency filter = new SignInConcurrency() {
        private static final long serialVersionUID = 1L;

        @Override
        void refuse(HttpServletResponse response) {
            refusals.incrementAndGet();
            allRefused.countDown();
        }
    };

    private final FilterChain slow = (request, response) -> {
        try {
            allRefused.await(); // Is under way until all others have their answer.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    };

    private static final HttpServletResponse NONE = (HttpServletResponse) Proxy.newProxyInstance(
            SignInConcurrencyTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> {
                throw new AssertionError(method.getName());
            });

    private void knows(String cookie) {
        filter.knownBrowser = new KnownBrowser() {
            @Override
            Optional<String> of(HttpServletRequest request) {
                Cookie[] sent = request.getCookies();
                return sent == null ? Optional.empty() : Optional.of(cookie).filter(sent[0].getValue()::equals);
            }
        };
    }

    private void come(FakeRequest from, FilterChain chain) {
        try {
            filter.doFilter(from.request(), NONE, chain);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofFourHundredAtOnceEightAreUnderWayAndAKnownBrowserBesides() {
        knows("genuine");
        FakeRequest stranger = FakeRequest.from("192.0.2.1").posting();
        var threads = Executors.newFixedThreadPool(400);
        var passed = new AtomicInteger();
        try {
            List<CompletableFuture<Void>> all = IntStream.range(0, 399)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> come(stranger, slow), threads))
                    .toList();
            while (refusals.get() < REFUSED - 1) {
                Thread.onSpinWait();
            }
            come(stranger.with(new Cookie("any", "genuine")), (request, response) -> passed.incrementAndGet());
            come(FakeRequest.from("192.0.2.1"), (request, response) -> passed.incrementAndGet());
            assertThat(passed).as("a known browser, and who asks for the page").hasValue(2);
            come(stranger.with(new Cookie("any", "forged")), (request, response) -> passed.incrementAndGet());
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        assertThat(passed).hasValue(2);
        assertThat(refusals).hasValue(REFUSED);
        come(stranger, (request, response) -> passed.incrementAndGet());
        assertThat(passed).as("places are free again").hasValue(3);
    }
}
