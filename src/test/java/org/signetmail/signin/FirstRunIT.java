package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.journey.Chromium;
import org.signetmail.practice.SetUpLink;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;

/** First run of the packaged WAR on a real server. */
class FirstRunIT {
    private static final Pattern LINK =
            Pattern.compile("SIGNET-1001 .*/first-run\\.xhtml#key=([A-Za-z0-9_-]{43})\" until=\"\\d\\d:\\d\\d UTC\"");
    private static final String PASSWORD = "set by the link of the log";
    private static final String CHANGED = "changed on the page by its owner";

    /** Servers treat {@code ${…}} and {@code $$} as expressions; in a password they are plain characters. */
    private static final String OPERATORS = "Winter${2026}xyz, the operator's own $$ password";

    @TempDir
    Path data;

    @Test
    void theLinkSetsThePasswordOnceAndTheOperatorsPasswordWinsLater() throws Exception {
        try (var server = PayaraMicro.named("first-run", data).start()) {
            String key = keys(server).get(0);

            var browser = new Browser(server);
            assertThat(page(browser, "of-an-earlier-start")).contains("This link is not valid");
            assertThat(page(browser, key))
                    .contains("Set the administrator password")
                    .containsPattern("until \\d\\d:\\d\\d UTC");
            assertThat(browser.get("/first-run.xhtml?key=" + key).body())
                    .as("a key in an address")
                    .contains("Set-up key")
                    .doesNotContain("New password", key);
            linkOpensInABrowser(server);
            assertThat(browser.setFirstPassword(key, "too short", "too short").body())
                    .contains("The password needs at least 12 characters.");
            assertThat(browser.setFirstPassword(key, PASSWORD, PASSWORD + "x").body())
                    .contains("The two passwords differ.");

            assertThat(browser.setFirstPassword(key, PASSWORD, PASSWORD).statusCode())
                    .isEqualTo(302);
            assertThat(browser.locations()).containsExactly("/");
            assertThat(browser.get("/settings.xhtml").statusCode())
                    .as("signed in")
                    .isEqualTo(200);
            assertThat(page(browser, key)).contains("This link has been used");
            assertThat(browser.setFirstPassword(key, "somebody else's password", "somebody else's password")
                            .body())
                    .contains("This link has been used");

            var elsewhere = new Browser(server);
            elsewhere.signIn("admin", PASSWORD, "/");
            assertThat(change(browser, "not the present one", CHANGED, CHANGED).body())
                    .contains("This is not the present password.");
            assertThat(change(browser, PASSWORD, "qwertyuiop123", "qwertyuiop123")
                            .body())
                    .contains("This password is one of the most commonly used.");
            assertThat(change(browser, PASSWORD, CHANGED, CHANGED + "x").body()).contains("The two passwords differ.");
            assertThat(signIn(server, PASSWORD))
                    .as("nothing has changed so far")
                    .isEqualTo(302);
            assertThat(endOthers(browser, "not the password").body()).contains("This is not the present password.");
            assertThat(elsewhere.get("/settings.xhtml").statusCode()).isEqualTo(200);
            assertThat(endOthers(browser, PASSWORD).body()).contains("2 other sessions were ended.");
            assertThat(locationAfterEnd(elsewhere)).isEqualTo("/sign-in.xhtml?to=%2Fsettings.xhtml&ended");
            elsewhere.signIn("admin", PASSWORD, "/");
            var changed = change(browser, PASSWORD, CHANGED, CHANGED);
            assertThat(changed.body()).contains("The password is changed. 1 other session was ended.");
            assertThat(changed.headers().allValues("Set-Cookie"))
                    .as("the browser stays known after the password has changed")
                    .anyMatch(cookie -> cookie.startsWith("signet-browser="));
            assertThat(browser.get("/settings.xhtml").statusCode()).isEqualTo(200);
            assertThat(signIn(server, PASSWORD)).isEqualTo(200);
            assertThat(signIn(server, CHANGED)).isEqualTo(302);
            showsSuccessfulAndFailedSignIns(browser);

            server.with("signet.admin.password", "passwordpassword").restart();
            assertThat(server.log()).contains("SIGNET-1042 The configured password is refused. It was not set.");
            assertThat(signIn(server, "passwordpassword")).isEqualTo(200);
            assertThat(signIn(server, CHANGED)).isEqualTo(302);

            server.with("signet.admin.password", OPERATORS).restart();
            assertThat(keys(server)).as("no further link").hasSize(1);
            assertThat(signIn(server, CHANGED)).isEqualTo(200);
            assertThat(signIn(server, OPERATORS)).isEqualTo(302);
            var operators = new Browser(server);
            operators.signIn("admin", OPERATORS, "/");
            assertThat(operators.get("/change-password.xhtml").body())
                    .contains("The operator of this server sets this password.", "SIGNET_ADMIN_PASSWORD")
                    .doesNotContain("New password");
            assertThat(server.log())
                    .contains(
                            "SIGNET-1004 An administrator signed in. user=\"admin\" from=\"127.0.0.1\"", "SIGNET-1044");
            assertThat(server.log()).doesNotContain(PASSWORD, CHANGED, OPERATORS, "passwordpassword");
        }
    }

    private static HttpResponse<String> change(Browser browser, String present, String wanted, String again) {
        return browser.press(
                "/change-password.xhtml",
                "passwordForm",
                "change",
                Map.of("present", present, "new", wanted, "again", again));
    }

    private static void showsSuccessfulAndFailedSignIns(Browser browser) {
        assertThat(browser.get("/audit.xhtml?show=sign-ins").body())
                .contains("Signed in from 127.0.0.1")
                .contains("2 sessions ended by “End all other sessions”")
                .doesNotContain(PASSWORD, CHANGED, "Administrator password set");
        assertThat(browser.get("/audit.xhtml?show=refused").body())
                .contains("Sign-in refused from 127.0.0.1")
                .doesNotContain("Signed in from");
        assertThat(browser.get("/audit.xhtml?show=changes").body())
                .contains("Administrator password set by the one-time link")
                .contains("Administrator password set by “Change password”")
                .doesNotContain("Signed in from");
        assertThat(browser.get("/settings.xhtml").body()).doesNotContain("Signed in from");
    }

    private static HttpResponse<String> endOthers(Browser browser, String password) {
        return browser.press("/change-password.xhtml", "sessionsForm", "endOthers", Map.of("proof", password));
    }

    /** A session check is cached for a second. */
    private static String locationAfterEnd(Browser ended) {
        for (int i = 0; i < 500; i++) {
            var answer = ended.get("/settings.xhtml");
            if (answer.statusCode() == 302) {
                return answer.headers().firstValue("Location").orElse("");
            }
        }
        return "still signed in";
    }

    private static String page(Browser browser, String key) {
        return browser.post("/first-run.xhtml", Map.of("key", key)).body();
    }

    /** The key is in no address that is sent or stored; without scripts, the user pastes it. */
    private static void linkOpensInABrowser(ServerUnderTest server) throws Exception {
        String link = server.at(printedLink(server)).toString();
        try (var chromium = new Chromium()) {
            Page page = chromium.person().newPage();
            var addresses = new ArrayList<String>();
            page.onRequest(request -> addresses.add(request.url()));
            page.navigate(server.at("/sign-in.xhtml").toString());
            page.navigate(link);
            page.getByLabel("The same password again").waitFor();
            assertThat(page.url()).isEqualTo(server.at("/first-run.xhtml").toString());
            page.evaluate("key => { window.location.hash = 'key=' + key; }", "another");
            page.getByText("This link is not valid").waitFor();
            page.goBack();
            assertThat(page.url()).doesNotContain("key=");
            assertThat(addresses).isNotEmpty().noneMatch(address -> address.contains("key="));

            Page plain = chromium.personWithoutScripts().newPage();
            plain.navigate(link);
            plain.getByLabel("Set-up key").fill(link.substring(link.indexOf("#key=") + "#key=".length()));
            plain.getByText("Continue").click();
            plain.getByLabel("The same password again").waitFor();
            assertThat(plain.url()).doesNotContain("key=");
        }
    }

    private static int signIn(ServerUnderTest server, String password) {
        return new Browser(server).signIn("admin", password, "/").statusCode();
    }

    /** Reads it from the log, as {@code mvn -Prun} does. */
    private static String printedLink(ServerUnderTest server) {
        return server.log()
                .lines()
                .flatMap(line -> SetUpLink.pathIn(line).stream())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keys(ServerUnderTest server) {
        return LINK.matcher(server.log()).results().map(found -> found.group(1)).toList();
    }
}
