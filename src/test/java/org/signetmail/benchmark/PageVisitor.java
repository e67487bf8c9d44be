package org.signetmail.benchmark;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.signetmail.server.Site;

/** The requests that a browser sends for the settings page, without the browser. */
final class PageVisitor {
    private static final Pattern STATE = Pattern.compile("ViewState\" [^>]*value=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("csp\\.init\\('([^']*)'\\)");
    private static final Pattern LIVE = Pattern.compile("<[^>]* id=\"([^\"]+)\"[^>]* class=\"live[ \"]");
    private static final String SETTINGS = "/settings.xhtml";

    private final HttpClient http;
    private final Site site;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String live = "";

    PageVisitor(Site site) {
        this.site = site;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    void signIn(String name, String password) {
        send(HttpRequest.newBuilder(site.at("/sign-in.xhtml")));
        send(posted(
                "/sign-in.xhtml",
                Map.of(
                        "sign-in", "sign-in",
                        "user", name,
                        "password", password,
                        "to", "",
                        "go", "go",
                        "jakarta.faces.ViewState", "stateless")));
    }

    /** The settings page. */
    String open() {
        String page = send(HttpRequest.newBuilder(site.at(SETTINGS)));
        if (!page.contains("id=\"saveButton\"")) {
            throw new IllegalStateException("This is not the settings page: " + page);
        }
        return page;
    }

    /** Opens the page as it is during set-up: Custom SMTP Server on, nothing saved, all fields of OAuth 2.0 shown. */
    void beginSetUp() {
        String page = open();
        read(page);
        if (!page.contains("id=\"clientId\"")) {
            fields.put("customServer_input", "on");
            String answer = ajax("customServer", "change", "whenOn " + live);
            if (!answer.contains("id=\"clientId\"")) {
                throw new IllegalStateException("The fields are not there: " + answer);
            }
            read(open());
        }
        fields.put("customServer_input", "on");
        fields.put("type", "OAUTH2");
        fields.put("cloud_input", "WORLDWIDE");
        fields.put("tenantId", "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b");
        fields.put("clientSecret", "");
        fields.put("secretExpires_input", "");
        fields.put("route", "GRAPH");
        fields.put("systemMailbox", "notifications@contoso.example");
        fields.put("userSender", "USER_EMAIL");
        fields.put("furtherDomains", "");
        fields.put("askedUser", "");
        fields.put("warned", "");
        fields.put("testRecipient", "");
        fields.put("pastedReport", "");
    }

    /** One key stroke in the field of the Client ID: the parts of the page that are marked as live are rendered again. */
    void typeClientId(String text) {
        fields.put("clientId", text);
        String answer = ajax("clientId", "input", live);
        if (!answer.contains("<update id=\"savestate\"")) {
            throw new IllegalStateException("Nothing was rendered: " + answer);
        }
    }

    /** How many parts of the page one key stroke renders again. */
    int liveParts() {
        return live.isEmpty() ? 0 : live.split(" ").length;
    }

    private void read(String page) {
        fields.clear();
        fields.put("form", "form");
        fields.put("primefaces.nonce", first(NONCE, page));
        fields.put("jakarta.faces.ViewState", first(STATE, page.substring(page.indexOf("<form id=\"form\""))));
        live = LIVE.matcher(page).results().map(tag -> tag.group(1)).collect(Collectors.joining(" "));
    }

    private String ajax(String source, String event, String rendered) {
        var all = new LinkedHashMap<>(fields);
        all.put("jakarta.faces.partial.ajax", "true");
        all.put("jakarta.faces.source", source);
        all.put("jakarta.faces.partial.execute", "form");
        all.put("jakarta.faces.partial.render", rendered);
        all.put("jakarta.faces.behavior.event", event);
        all.put("jakarta.faces.partial.event", event);
        return send(posted(SETTINGS, all).header("Faces-Request", "partial/ajax"));
    }

    private HttpRequest.Builder posted(String path, Map<String, String> sent) {
        return HttpRequest.newBuilder(site.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(sent.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return answer.body();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(pattern + " is not in " + text);
        }
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
