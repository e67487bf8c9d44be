package org.signetmail.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.SetUpLink;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;

/** The first day of the packaged WAR on the real server. */
class FirstRunIT {
    private static final Pattern LINK =
            Pattern.compile("SIGNET-1001 .*/first-run\\.xhtml\\?key=([A-Za-z0-9_-]{43})\" until=\"\\d\\d:\\d\\d UTC\"");
    private static final String PASSWORD = "set by the link of the log";

    /** Servers know {@code ${…}} and {@code $$} as expressions; in a password they are characters. */
    private static final String OPERATORS = "Winter${2026}xyz, the operator's own $$ password";

    @TempDir
    Path data;

    @Test
    void theLinkOfTheLogSetsThePasswordOnceAndTheOperatorsPasswordWinsLater() {
        try (var server = PayaraMicro.named("first-run", data).start()) {
            String key = keys(server).get(0);

            var browser = new Browser(server);
            assertThat(browser.get("/first-run.xhtml?key=of-an-earlier-start").body())
                    .contains("This link is not valid");
            assertThat(browser.get(printed(server)).body())
                    .contains("Set the administrator password")
                    .containsPattern("until \\d\\d:\\d\\d UTC");
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
            assertThat(browser.get("/first-run.xhtml?key=" + key).body()).contains("This link has been used");
            assertThat(browser.setFirstPassword(key, "somebody else's password", "somebody else's password")
                            .body())
                    .contains("This link has been used");

            server.with("signet.admin.password", OPERATORS).restart();
            assertThat(keys(server)).as("no link any more").hasSize(1);
            assertThat(signIn(server, PASSWORD)).isEqualTo(200);
            assertThat(signIn(server, OPERATORS)).isEqualTo(302);
            assertThat(server.log()).doesNotContain(PASSWORD, OPERATORS);
        }
    }

    private static int signIn(ServerUnderTest server, String password) {
        return new Browser(server).signIn("admin", password, "/").statusCode();
    }

    /** As {@code mvn -Prun} reads it from the log. */
    private static String printed(ServerUnderTest server) {
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
