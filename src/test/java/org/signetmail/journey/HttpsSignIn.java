package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.server.Nginx;
import org.signetmail.server.ServerUnderTest;
import org.signetmail.server.Site;
import org.signetmail.server.TlsProxy;

/** Sign-in where HTTPS is required, through a listed proxy that terminates TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpsSignIn {
    private static final String PASSWORD = "correct horse battery";

    private final String prefix;
    private final Path recipe;
    private Path folder;
    private ServerUnderTest server;
    private TlsProxy proxy;
    private Chromium chromium;

    /**
     * @param prefix of the cookies' names
     * @param folderOfRecipe below {@code server-config}
     */
    HttpsSignIn(String prefix, String folderOfRecipe) {
        this.prefix = prefix;
        recipe = Path.of("server-config", folderOfRecipe, "nginx.conf");
    }

    abstract ServerUnderTest server(Path data);

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        server = server(folder.resolve("data"))
                .withVariable("SIGNET_ADMIN_PASSWORD", PASSWORD)
                .with("signet.https", "true")
                .with("signet.proxies", "127.0.0.1")
                .start();
        proxy = new TlsProxy(server, folder.resolve("proxy"));
        chromium = new Chromium();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void secureCookiesKeepABrowserSignedInUntilItSignsOut() {
        signsInAndOut(proxy);
    }

    /** With the recipe for operators in {@code server-config}; skipped without nginx. */
    @Test
    void secureCookiesWorkThroughNginxByTheRecipe() throws IOException {
        assumeTrue(Nginx.isInstalled(), "nginx is not installed");
        try (var nginx = new Nginx(server, recipe, folder.resolve("proxy"))) {
            signsInAndOut(nginx);
        }
    }

    private void signsInAndOut(Site site) {
        try (BrowserContext person = chromium.personTrustingAnybody()) {
            var administrator = new AdministratorAtWork(person.newPage(), site);
            administrator.signIn("admin", PASSWORD);
            assertThat(person.cookies())
                    .extracting(cookie -> cookie.name)
                    .containsExactlyInAnyOrder(prefix + "SIGNET", prefix + "signet-browser", prefix + "signet-desk");
            assertThat(person.cookies()).allSatisfy(HttpsSignIn::assertSecure);

            List<String> before =
                    person.cookies().stream().map(cookie -> cookie.value).toList();
            administrator.button("Sign out").click();
            assertThat(administrator.page.getByText("You have signed out.")).isVisible();
            // The sign-in page begins an anonymous session of its own.
            assertThat(person.cookies())
                    .filteredOn(cookie -> cookie.name.equals(prefix + "SIGNET"))
                    .extracting(cookie -> cookie.value)
                    .doesNotContainAnyElementsOf(before);
            assertThat(person.cookies()).extracting(cookie -> cookie.name).contains(prefix + "signet-browser");
        }
    }

    private static void assertSecure(Cookie cookie) {
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
    }

    @Test
    void anotherClientOfTheSameProxyCannotLockOutAKnownBrowser() throws Exception {
        try (BrowserContext person = chromium.personTrustingAnybody();
                BrowserContext otherBrowser = chromium.personTrustingAnybody()) {
            var administrator = new AdministratorAtWork(person.newPage(), proxy);
            administrator.signIn("admin", PASSWORD);
            administrator.button("Sign out").click();
            for (int i = 0; i < 5; i++) {
                assertThat(signIn("wrong " + i).body()).contains("User name or password is wrong.");
            }
            assertThat(signIn(PASSWORD).body()).contains("Sign-in waits after 5 wrong tries.");
            assertThat(server.log()).doesNotContain("SIGNET-1032");

            administrator.signIn("admin", PASSWORD);

            var other = new AdministratorAtWork(otherBrowser.newPage(), proxy);
            other.openSettings();
            other.giveNameAndPassword("admin", PASSWORD);
            assertThat(other.page.getByText("Sign-in waits after 5 wrong tries."))
                    .isVisible();
        }
    }

    @Test
    void everyResponseHasHstsForAYear() throws Exception {
        for (String path : List.of(
                "/sign-in.xhtml",
                "/settings.xhtml",
                "/nothing",
                "/jakarta.faces.resource/signet.css.xhtml?ln=signet")) {
            var answer = client().send(HttpRequest.newBuilder(proxy.at(path)).build(), BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .as(path)
                    .contains("max-age=31536000");
        }
    }

    @Test
    void signInOverHttpExplainsWhyItCannotBeKept() throws Exception {
        String note = "This page was opened over http.";
        assertThat(get(server.at("/sign-in.xhtml"))).contains(note);
        assertThat(get(proxy.at("/sign-in.xhtml"))).doesNotContain(note);
    }

    private String get(URI page) throws IOException, InterruptedException {
        return client().send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> signIn(String password) throws IOException, InterruptedException {
        String form = "sign-in=sign-in&go=go&to=%2F&jakarta.faces.ViewState=stateless&user=admin&password="
                + password.replace(' ', '+');
        return client().send(
                        HttpRequest.newBuilder(proxy.at("/sign-in.xhtml"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(proxy.certificate().context())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }
}
