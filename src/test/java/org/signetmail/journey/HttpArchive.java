package org.signetmail.journey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.HarMode;
import com.microsoft.playwright.options.RouteFromHarUpdateContentPolicy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All requests and responses of a browser, as recorded by the browser itself (HTTP Archive 1.2). */
record HttpArchive(JsonObject archive) {

    /** Records all requests of this browser from now on; the file is written when the browser is closed. */
    static void of(BrowserContext person, Path file) {
        person.routeFromHAR(
                file,
                new BrowserContext.RouteFromHAROptions()
                        .setUpdate(true)
                        .setUpdateContent(RouteFromHarUpdateContentPolicy.EMBED)
                        .setUpdateMode(HarMode.FULL));
    }

    static List<HttpArchive> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".har"))
                    .map(HttpArchive::read)
                    .toList();
        }
    }

    /** The headers and bodies of all responses. */
    String received() {
        return entries(entry -> {
            JsonObject answer = entry.getJsonObject("response");
            JsonObject content = answer.getJsonObject("content");
            String text = content.getString("text", "");
            return answer.getJsonArray("headers") + "\n" + (content.containsKey("encoding") ? decoded(text) : text);
        });
    }

    /** The URLs of all requests and redirects. */
    String addresses() {
        return entries(entry -> entry.getJsonObject("request").getString("url") + "\n"
                + entry.getJsonObject("response").getString("redirectURL", ""));
    }

    private String entries(Function<JsonObject, String> part) {
        return archive.getJsonObject("log").getJsonArray("entries").stream()
                .map(JsonValue::asJsonObject)
                .map(part)
                .collect(Collectors.joining("\n"));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static HttpArchive read(Path file) {
        try (var reader = Json.createReader(Files.newBufferedReader(file))) {
            return new HttpArchive(reader.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
