package org.signetmail.signin;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.signetmail.server.Site;

/** An anonymous client that requests every address by every method. */
public final class AnonymousClient {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final Browser browser;

    public AnonymousClient(Site site) {
        browser = new Browser(site);
    }

    /** Returns the responses that are neither a refusal nor a redirect to the sign-in page. */
    public List<String> admissions() throws IOException {
        var admissions = new ArrayList<String>();
        for (String path : addresses()) {
            for (String method : METHODS) {
                var answer = browser.send(method, path);
                if (!isDenied(path, answer) || leadsToAHost(answer)) {
                    admissions.add(method + " " + path + " " + answer);
                }
            }
        }
        return admissions;
    }

    /** Every file of the WAR, and addresses that an attacker would guess. */
    private static List<String> addresses() throws IOException {
        var paths = new TreeSet<String>(List.of(
                "/",
                "/error.xhtml",
                "/settings",
                "/api/",
                "/api/mail",
                "/health/",
                "/health/ready/more",
                "/health/../settings.xhtml",
                "/metrics",
                "/prometheus",
                "/prometheus/",
                "/prometheus/more",
                "/prometheus/..;/settings.xhtml",
                "/prometheus;/../settings.xhtml",
                "/openapi",
                "/h2-console",
                "/h2-console/",
                "/h2-console/login.do?jsessionid=1",
                "/h2",
                "/console",
                "/console/",
                "/actuator/env",
                "/SETTINGS.xhtml",
                "//settings.xhtml",
                "/./",
                "/./settings.xhtml",
                "/%73ettings.xhtml",
                "/settings.xhtml;SIGNET=1",
                "/settings.xhtml%20",
                "//evil.example/settings.xhtml",
                "/\\evil.example/settings.xhtml".replace("\\", "%5C"),
                "/sign-in.xhtml/settings.xhtml",
                "/sign-in.xhtml/../settings.xhtml",
                "/jakarta.faces.resource/../settings.xhtml",
                "/jakarta.faces.resource/%2e%2e/settings.xhtml",
                "/jakarta.faces.resource/..%2fsettings.xhtml",
                // Path parameters: one part of a server may strip them while another keeps them in the name.
                "/jakarta.faces.resource/..;/settings.xhtml",
                "/jakarta.faces.resource/%2e%2e;/settings.xhtml",
                "/jakarta.faces.resource/..%3b/settings.xhtml",
                "/jakarta.faces.resource/.;x/..;y=z/settings.xhtml",
                "/sign-in.xhtml;/../settings.xhtml",
                "/sign-in.xhtml%3b/../settings.xhtml",
                "/sign-in.xhtml/..;/settings.xhtml",
                "/sign-in.xhtml%2f..%2fsettings.xhtml",
                "/first-run.xhtml/..;x=y/settings.xhtml",
                "/health;/../settings.xhtml",
                "/health/..;/settings.xhtml",
                "/..;/settings.xhtml",
                "/;/settings.xhtml",
                "/;x=y/settings.xhtml",
                "/%2e/settings.xhtml",
                "/%2e;/settings.xhtml",
                "/%252e%252e/settings.xhtml",
                "/settings.xhtml;.css",
                "/settings.xhtml%3b.css",
                "/settings.xhtml%00.css",
                "/settings.xhtml/.",
                "/jakarta.faces.resource/settings.xhtml",
                "/jakarta.faces.resource/settings.xhtml.xhtml?ln=..",
                "/resources/signet/signet.css"));
        try (var war = new JarFile("target/signet.war")) {
            war.stream().forEach(entry -> paths.add("/" + entry.getName()));
        }
        paths.removeAll(List.of("/sign-in.xhtml", "/first-run.xhtml"));
        return new ArrayList<>(paths);
    }

    /** Behind a TLS-terminating proxy the host or the scheme would be wrong. */
    private static boolean leadsToAHost(HttpResponse<String> answer) {
        return answer.headers().allValues("Location").stream()
                .anyMatch(location -> !location.matches("/(?![/\\\\]).*"));
    }

    /** A monitor without its token is not sent to the sign-in page. */
    private static boolean isRefusedMonitor(String path, HttpResponse<String> answer) {
        return path.startsWith("/prometheus")
                && answer.statusCode() == 401
                && answer.body().isEmpty();
    }

    private static boolean isDenied(String path, HttpResponse<String> answer) {
        return isRefusedMonitor(path, answer) || isDenied(answer);
    }

    private static boolean isDenied(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 302, 303 -> answer.headers().firstValue("Location").orElse("").contains("/sign-in.xhtml?to=");
            // Payara redirects a dot segment with a path parameter; the target is on the list itself.
            case 301 -> answer.headers().firstValue("Location").orElse("").matches("(/signet)?/\\./");
            // 400 and 405: the method is not supported.
            case 400, 403, 404, 405 -> true;
            default -> false;
        };
    }
}
