package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signetmail.practice.Contoso;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Markup and scripts in every field and in a server's reply stay text. No script runs, and none is even attempted: the
 * browser would report each script that the Content-Security-Policy blocks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptPayloadsIT {
    private static final List<String> FIELDS = List.of(
            "host",
            "port",
            "relayUser",
            "systemMailbox",
            "furtherDomains",
            "askedUser",
            "warned",
            "testRecipient",
            "pastedReport");

    /** Counts scripts that ran, and scripts that the policy blocked. */
    private static final String OBSERVE = """
            window.ran = 0;
            window.stopped = [];
            window.hit = () => window.ran++;
            window.alert = window.hit;
            document.addEventListener('securitypolicyviolation',
              stop => window.stopped.push(stop.violatedDirective + ' ' + stop.sample));
            """;

    private TestEnvironment env;
    private AdministratorAtWork administrator;

    private volatile String answer = "";
    private SMTPServer relay;

    @BeforeAll
    void begin(@TempDir Path folder) throws Exception {
        relay = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Refusing())
                .build();
        relay.start();
        env = new TestEnvironment("script-payloads", folder);
        env.server.with("signet.relay.hosts", "localhost:" + relay.getPortAllocated());
        env.start();
        var person = env.chromium().person();
        person.addInitScript(OBSERVE);
        administrator = env.administrator(person);
    }

    @BeforeEach
    void openObservedPage() {
        administrator.reload();
        administrator.turnOn();
        administrator.chooseType("Basic");
        assertThat(administrator.page.locator("#relayUser")).isVisible();
    }

    @AfterAll
    void end() {
        env.close();
        relay.stop();
    }

    /** A server that refuses every recipient with the reply set by the test. */
    private final class Refusing implements MessageHandler {
        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            throw new RejectException(550, "5.1.1 " + answer);
        }

        @Override
        public String data(java.io.InputStream mail) {
            return "";
        }

        @Override
        public void done() {}
    }

    /** Several payloads in one text, to save time. */
    static List<String> payloads() {
        return List.of(
                String.join(
                        " ",
                        "<script>hit()</script>",
                        "\"><script>hit()</script>",
                        "'><img src=x onerror=hit()>",
                        "</textarea><svg onload=hit()>"),
                String.join(
                        " ",
                        "</title></style><iframe srcdoc='<script>parent.hit()</script>'>",
                        "]]></update><eval><![CDATA[hit()]]></eval>",
                        "<a href=javascript:hit()>x</a><details open ontoggle=hit()>"),
                String.join(
                        " ",
                        "[x](javascript:hit()) ![x](x \"onerror=hit()\") `</code><script>hit()</script>`",
                        "\" autofocus onfocus=hit() x=\"",
                        "hit()//\\u003cscript\\u003ehit()\\u003c/script\\u003e"),
                String.join(
                        " ",
                        "#{hit()} ${hit()} {{hit()}} <%= hit() %>",
                        "user@<b onmouseover=hit()>b</b>.example",
                        "&lt;script&gt;hit()&lt;/script&gt;&#60;img src=x onerror=hit()&#62;"));
    }

    @Test
    void theObserverDetectsBlockedScripts() {
        administrator.page.evaluate(
                "() => document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"hit()\">')");
        administrator.page.waitForFunction("() => window.stopped.length > 0");
        assertThat(administrator.page.evaluate("() => window.ran")).isEqualTo(0);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void stayTextInEveryField(String payload) {
        administrator.page.locator("#report summary").click();
        for (String field : FIELDS) {
            administrator.type(field, payload);
        }
        administrator.button("Explain").click();
        administrator.settled();
        administrator.pressSave();
        administrator.settled();
        assertThat(administrator.page.locator("#notice")).containsText("Not saved");
        assertNothingRan();
        assertTyped(payload);

        administrator.reload();
        assertNothingRan();
        assertTyped(payload);
        administrator.discard();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void stayTextWhereTheyAreStoredAndWhereAServerRepliesWithThem(String payload) {
        administrator.chooseType("None");
        administrator.type("host", "localhost");
        administrator.type("port", Integer.toString(relay.getPortAllocated()));
        administrator.choose("tls", "No TLS");
        administrator.type("systemMailbox", Contoso.NOTIFICATIONS);
        administrator.settled();
        if (administrator.page.locator("#savestate").innerText().contains("Unsaved")) {
            administrator.save();
        }
        answer = payload;

        Locator result = administrator.testSettings(Contoso.GUEST);

        assertThat(result).containsText("hit()");
        assertNothingRan();

        administrator.chooseType("Basic");
        administrator.choose("tls", "STARTTLS");
        administrator.type("relayUser", payload);
        administrator.typePassword("a password");
        administrator.save();
        administrator.reload();
        assertThat(administrator.page.locator("#relayUser")).hasValue(payload);
        assertNothingRan();
    }

    private void assertTyped(String payload) {
        assertThat(administrator.page.locator("#relayUser")).hasValue(payload);
    }

    private void assertNothingRan() {
        Page page = administrator.page;
        assertThat(page.evaluate("() => window.ran")).isEqualTo(0);
        assertThat((List<?>) page.evaluate("() => window.stopped")).isEmpty();
        assertThat(page.locator("[onerror*=hit], [onload*=hit], [onfocus*=hit], [ontoggle*=hit], [href*=hit]"))
                .hasCount(0);
        assertThat(administrator.scriptFaults()).isEmpty();
    }
}
