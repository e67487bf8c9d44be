package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;

/** Password guessing at the packaged WAR on a real server. 127.0.0.7 is a trusted proxy. */
class SignInLimitIT {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    static Path data;

    private static ServerUnderTest server;

    @BeforeAll
    static void start() {
        server = PayaraMicro.named("sign-in-limit", data)
                .with("signet.admin.password", PASSWORD)
                .with("signet.proxies", "127.0.0.7")
                .start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ClientOfAnotherAddress through(String forwardedFor) {
        return new ClientOfAnotherAddress(server, 7, "").saying("X-Forwarded-For", forwardedFor);
    }

    private void exhaust(ClientOfAnotherAddress guesser) throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.signIn("name" + i, "wrong")).contains("User name or password is wrong.");
        }
        assertThat(guesser.signIn("admin", PASSWORD)).contains("Sign-in waits after 5 wrong tries.");
    }

    @Test
    void aClientHasFiveAttemptsRegardlessOfNamesAndForwardedAddresses() throws IOException {
        exhaust(new ClientOfAnotherAddress(server, 10, ""));

        var pretending = new ClientOfAnotherAddress(server, 10, "").saying("X-Forwarded-For", "203.0.113.1");
        assertThat(pretending.signIn("admin", PASSWORD)).contains("Sign-in waits after 5 wrong tries.");
        assertThat(server.log()).contains("SIGNET-1032").contains("proxy=\"127.0.0.10\" key=\"signet.proxies\"");
    }

    @Test
    void attemptsBehindATrustedProxyAreCountedAndLoggedByForwardedAddress() throws IOException {
        exhaust(through("203.0.113.1, 198.51.100.1"));

        assertThat(server.log()).contains("SIGNET-1003 A sign-in was refused. from=\"198.51.100.1\"");
        assertThat(through("203.0.113.1").signIn("admin", PASSWORD)).contains("302 Found");
    }

    @Test
    void aKnownBrowserAtTheSameAddressIsNotThrottled() throws IOException {
        var address = new ClientOfAnotherAddress(server, 11, "");
        String cookie = knownBrowser(address.signIn("admin", PASSWORD));
        exhaust(address);

        var known = address.saying("Cookie", cookie);
        assertThat(known.signIn("admin", PASSWORD)).contains("302 Found");
        exhaust(known);
    }

    private static String knownBrowser(String answer) {
        Matcher cookie = Pattern.compile("(?i)Set-Cookie: (signet-browser=[^;]+); [^\r]*HttpOnly[^\r]*")
                .matcher(answer);
        assertThat(cookie.find()).isTrue();
        return cookie.group(1);
    }

    @Test
    void fourHundredConcurrentSignInsDoNotBlockThePage() throws Exception {
        try (var flood = new SignInFlood(server)) {
            flood.begin();

            assertThat(flood.signInPage()).isLessThan(Duration.ofSeconds(5)); // Under one second on an idle machine.
            assertThat(flood.looksAt()).isLessThan(50);
        }
        assertThat(new ClientOfAnotherAddress(server, 12, "").signIn("admin", PASSWORD))
                .as("afterwards")
                .contains("302 Found");
    }
}
