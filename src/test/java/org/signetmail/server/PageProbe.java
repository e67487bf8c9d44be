package org.signetmail.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Looks whether a page is there. */
final class PageProbe {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Duration limit;

    PageProbe(Duration limit) {
        this.limit = limit;
    }

    boolean answers(URI page) {
        var request = HttpRequest.newBuilder(page).timeout(limit).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
