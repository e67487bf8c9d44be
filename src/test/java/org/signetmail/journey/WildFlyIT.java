package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.signetmail.server.Site;
import org.signetmail.server.WildFly;
import org.signetmail.signin.HeadersOfEveryAnswer;
import org.signetmail.signin.RefusedRequests;

/** The journey on WildFly, set up by the operator's script and restored at the end. */
class WildFlyIT extends InstalledJourney implements RefusedRequests, HeadersOfEveryAnswer {
    private static final Path CONFIGURATION = WildFly.HOME.resolve("standalone/configuration/standalone.xml");

    private String before;

    @Override
    public Site site() {
        return env.server;
    }

    @Override
    public String password() {
        return TestEnvironment.PASSWORD;
    }

    @Override
    TestEnvironment stage(Path folder) throws Exception {
        before = configuration();
        return new TestEnvironment("wildfly", folder, WildFly::named);
    }

    @AfterAll
    void installingTwiceAndUninstallingRestoresTheServer() throws IOException {
        env.server.stop();
        WildFly.run("install.sh"); // For the second time.
        env.server.close();
        assertThat(configuration()).isEqualTo(before);
    }

    @Test
    void aWrongPasswordIsRejected() {
        AdministratorAtWork visitor = env.visitor(env.chromium().person(), "/settings.xhtml");
        visitor.giveNameAndPassword("admin", "not the password");
        assertThat(visitor.page.getByText("User name or password is wrong.")).isVisible();
    }

    /** As on every server, although WildFly does not read it from web.xml. */
    @Test
    void theSessionCookieIsSameSite() {
        AdministratorAtWork administrator = env.administrator();
        assertThat(administrator.page.context().cookies())
                .filteredOn(cookie -> cookie.name.equals("SIGNET"))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
                    assertThat(cookie.httpOnly).isTrue();
                });
    }

    private static String configuration() throws IOException {
        return Files.readString(CONFIGURATION);
    }
}
