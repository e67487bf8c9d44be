package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.signetmail.server.Site;

/**
 * Requests that another site makes an administrator's browser send change nothing. For test classes with a running
 * server on which nothing has been saved yet.
 */
public interface ForgedForms {
    String STATE = "jakarta.faces.ViewState";

    /** A documentation address (RFC 5737), which receives no mail. */
    String HOST = "192.0.2.10";

    String EVIL = "https://evil.example";

    Pattern STATE_OF_PAGE = Pattern.compile("ViewState\" [^>]*value=\"([^\"]*)\"");
    Pattern NONCE_OF_PAGE = Pattern.compile("csp\\.init\\('([^']*)'\\)");

    Site site();

    String password();

    @Test
    default void aFormWithoutAViewStateOfTheSessionSavesNothing() {
        var victim = signedIn();
        Map<String, String> own = filledIn(victim);
        String foreign = filledIn(signedIn()).get(STATE);

        for (String state :
                new String[] {foreign, "stateless", "-4711:4712", "", "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA", "\0"}) {
            var form = with(own, state);
            assertThat(leadsTo(victim.post("/settings.xhtml", wholePage(form))))
                    .as(state)
                    .isEqualTo("302 " + site().at("/settings.xhtml").getRawPath());
            assertThat(victim.postByAjax("/settings.xhtml", form).body())
                    .as(state)
                    .contains("<redirect url=\"" + site().at("/settings.xhtml").getRawPath() + "\">");
        }
        var stateless = new LinkedHashMap<>(own);
        stateless.remove(STATE);
        assertThat(victim.post("/settings.xhtml", wholePage(stateless)).statusCode())
                .isEqualTo(200);
        assertThat(victim.postByAjax("/settings.xhtml", stateless).statusCode()).isEqualTo(200);
        assertThat(victim.from(EVIL, "", "/settings.xhtml", stateless).statusCode())
                .isEqualTo(200);
        assertThat(saved()).isFalse();

        // Even with a valid view state, which another site can't know.
        for (String site : new String[] {"cross-site", "same-site"}) {
            assertThat(victim.from(EVIL, site, "/settings.xhtml", own).statusCode())
                    .isEqualTo(403);
        }
        assertThat(victim.get("/settings.xhtml?" + query(own)).statusCode()).isEqualTo(405);
        assertThat(saved()).isFalse();

        assertThat(victim.from(site().at("").toString(), "same-origin", "/settings.xhtml", own)
                        .statusCode())
                .isEqualTo(200);
        assertThat(saved()).as("the same form from its own page").isTrue();
    }

    private boolean saved() {
        return signedIn().get("/settings.xhtml").body().contains(HOST);
    }

    private Browser signedIn() {
        var browser = new Browser(site());
        assertThat(browser.signIn("admin", password(), "/").statusCode()).isEqualTo(302);
        return browser;
    }

    /** All fields of the page, filled in with a relay and ready to save; changes the switch and the type first. */
    private static Map<String, String> filledIn(Browser browser) {
        String page = browser.get("/settings.xhtml").body();
        var form = new LinkedHashMap<>(Map.of(
                "form",
                "form",
                STATE,
                first(STATE_OF_PAGE, page),
                "primefaces.nonce",
                first(NONCE_OF_PAGE, page),
                "jakarta.faces.partial.ajax",
                "true",
                "jakarta.faces.partial.execute",
                "form",
                "jakarta.faces.partial.render",
                "form",
                "customServer_input",
                "on"));
        form.putAll(Map.of(
                "type", "NONE",
                "host", HOST,
                "port", "25",
                "tls_input", "NONE",
                "systemMailbox", "notices@contoso.example",
                "userSender", "SYSTEM_GENERATED_EMAIL",
                "warned", ""));
        change(browser, form, "customServer");
        change(browser, form, "type");
        form.put("jakarta.faces.source", "saveButton");
        form.put("saveButton", "saveButton");
        return form;
    }

    private static void change(Browser browser, Map<String, String> form, String field) {
        var sent = new LinkedHashMap<>(form);
        sent.put("jakarta.faces.source", field);
        sent.put("jakarta.faces.behavior.event", "change");
        sent.put("jakarta.faces.partial.event", "change");
        assertThat(browser.postByAjax("/settings.xhtml", sent).body()).contains("<changes>");
    }

    private static Map<String, String> with(Map<String, String> form, String state) {
        var other = new LinkedHashMap<>(form);
        other.put(STATE, state);
        return other;
    }

    /** PrimeFaces responds as to Ajax to any request with its parameters, even without the header. */
    private static Map<String, String> wholePage(Map<String, String> form) {
        var other = new LinkedHashMap<>(form);
        other.keySet().removeIf(name -> name.startsWith("jakarta.faces.partial."));
        return other;
    }

    private static String leadsTo(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.headers().firstValue("Location").orElse("");
    }

    private static String query(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(pattern.pattern()).isTrue();
        return found.group(1);
    }
}
