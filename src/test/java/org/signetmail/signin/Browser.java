package org.signetmail.signin;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signetmail.server.Site;

/**
 * A minimal browser: one cookie, forms, no scripts, follows no redirects. Its requests look like those of a
 * TLS-terminating proxy, with forwarding headers that name another host.
 */
public final class Browser {
    private static final Map<String, String> FORWARDED = Map.of(
            "X-Forwarded-Proto", "https",
            "X-Forwarded-Host", "evil.example",
            "X-Forwarded-Port", "443",
            "Forwarded", "proto=https;host=evil.example");

    /** A server that does not respond fails the test instead of blocking the whole run. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Pattern STATE = Pattern.compile("ViewState\" [^>]*value=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("csp\\.init\\('([^']*)'\\)");
    private static final Pattern SESSION = Pattern.compile("SIGNET=([^;]*)(;.*)?");

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Site site;
    private final List<String> locations = new ArrayList<>();
    private Optional<String> session = Optional.empty();
    private String setCookie = "";

    public Browser(Site site) {
        this.site = site;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(site.at(path)));
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(form(path, fields));
    }

    HttpResponse<String> postByAjax(String path, Map<String, String> fields) {
        return send(form(path, fields).header("Faces-Request", "partial/ajax"));
    }

    /**
     * A request from a page of the given origin.
     *
     * @param site the value of Sec-Fetch-Site, blank for none
     */
    HttpResponse<String> from(String origin, String site, String path, Map<String, String> fields) {
        HttpRequest.Builder form =
                form(path, fields).header("Faces-Request", "partial/ajax").header("Origin", origin);
        return send(site.isEmpty() ? form : form.header("Sec-Fetch-Site", site));
    }

    HttpResponse<String> send(String method, String path) {
        return send(HttpRequest.newBuilder(site.at(path)).method(method, BodyPublishers.noBody()));
    }

    public HttpResponse<String> signIn(String name, String password, String to) {
        return post(
                "/sign-in.xhtml",
                Map.of(
                        "sign-in",
                        "sign-in",
                        "user",
                        name,
                        "password",
                        password,
                        "to",
                        to,
                        "go",
                        "go",
                        "jakarta.faces.ViewState",
                        "stateless"));
    }

    HttpResponse<String> setFirstPassword(String key, String password, String again) {
        return post(
                "/first-run.xhtml",
                Map.of(
                        "first-run",
                        "first-run",
                        "key",
                        key,
                        "new",
                        password,
                        "again",
                        again,
                        "go",
                        "go",
                        "jakarta.faces.ViewState",
                        "stateless"));
    }

    /** Opens a page with server-side state, fills in its form and presses a button. */
    HttpResponse<String> press(String path, String form, String button, Map<String, String> fields) {
        String page = get(path).body();
        var all = new HashMap<>(fields);
        all.put(form, form);
        all.put(button, button);
        all.put("primefaces.nonce", first(NONCE, page));
        all.put("jakarta.faces.ViewState", first(STATE, page.substring(page.indexOf("<form id=\"" + form + "\""))));
        return post(path, all);
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(pattern.pattern() + " is not in " + text);
        }
        return found.group(1);
    }

    /** The targets of all redirects so far. */
    List<String> locations() {
        return locations;
    }

    Optional<String> session() {
        return session;
    }

    /** The latest Set-Cookie of the session, with its attributes. */
    String setCookie() {
        return setCookie;
    }

    Browser withSession(String id) {
        session = Optional.of(id);
        return this;
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(site.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        session.ifPresent(id -> request.header("Cookie", "SIGNET=" + id));
        FORWARDED.forEach(request::header);
        try {
            var answer = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            locations.addAll(answer.headers().allValues("Location"));
            for (String cookie : answer.headers().allValues("Set-Cookie")) {
                Matcher ours = SESSION.matcher(cookie);
                if (ours.matches()) {
                    setCookie = cookie;
                    session = Optional.of(ours.group(1)).filter(id -> !id.isEmpty());
                }
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
