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
    private static final int REFUSED = 400 - SignInConcurrency.MAX_CONCURRENT;

    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch allRefused = new CountDownLatch(REFUSED);

    /** Counts refusals instead of writing a page. */
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
            allRefused.await(); // In progress until all others have a response.
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

    private void request(FakeRequest from, FilterChain chain) {
        try {
            filter.doFilter(from.request(), NONE, chain);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eightOfFourHundredConcurrentSignInsPassPlusAKnownBrowser() {
        knows("genuine");
        FakeRequest anonymous = FakeRequest.from("192.0.2.1").posting();
        var threads = Executors.newFixedThreadPool(400);
        var passed = new AtomicInteger();
        try {
            List<CompletableFuture<Void>> all = IntStream.range(0, 399)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> request(anonymous, slow), threads))
                    .toList();
            while (refusals.get() < REFUSED - 1) {
                Thread.onSpinWait();
            }
            request(anonymous.with(new Cookie("any", "genuine")), (request, response) -> passed.incrementAndGet());
            request(FakeRequest.from("192.0.2.1"), (request, response) -> passed.incrementAndGet());
            assertThat(passed).as("a known browser, and a GET of the page").hasValue(2);
            request(anonymous.with(new Cookie("any", "forged")), (request, response) -> passed.incrementAndGet());
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        assertThat(passed).hasValue(2);
        assertThat(refusals).hasValue(REFUSED);
        request(anonymous, (request, response) -> passed.incrementAndGet());
        assertThat(passed).as("permits are free again").hasValue(3);
    }
}
