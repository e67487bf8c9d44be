package org.signetmail.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.signetmail.server.MavenRun;

/**
 * The README's second way to run, {@code mvn -Prun -Dsignet.practice=false}: the printed link, the first password, and
 * then the article's journey. Run on demand, since it builds Signet again, in a copy of the checkout:
 *
 * <pre>
 * mvn verify -Dit.test=MavenRunIT -Dsignet.on-demand=none
 * </pre>
 */
@Tag("on-demand")
class MavenRunIT extends ArticleJourney {
    /** Part of the values of two keys, which must reach the server as typed. */
    private static final String ODD_NAME = "it's $HOME, 100% \"odd\"";

    private static final Pattern PRINTED = Pattern.compile("First sign-in: +(http://\\S+)");

    @Override
    TestEnvironment stage(Path folder) throws Exception {
        var env = new TestEnvironment("maven-run", folder.resolve(ODD_NAME), MavenRun::named);
        env.server.withoutVariable("SIGNET_ADMIN_PASSWORD");
        env.server.with(
                "signet.data.dir", env.data.resolve("made").resolve("here").toString());
        return env;
    }

    @BeforeAll
    void openThePrintedLink() {
        Matcher link = PRINTED.matcher(env.server.log());
        assertThat(link.find()).as("a link in %s", env.server.log()).isTrue();
        Page page = env.chromium().person().newPage();
        page.navigate(link.group(1));
        var exactly = new Page.GetByLabelOptions().setExact(true);
        page.getByLabel("New password", exactly).fill(TestEnvironment.PASSWORD);
        page.getByLabel("The same password again", exactly).fill(TestEnvironment.PASSWORD);
        page.getByText("Set password and sign in").click();
        assertThat(page).hasURL(env.server.at("/").toString());
        assertThat(page.locator("#customServer")).isVisible();
        page.context().close();
    }

    @Test
    void filesAreAccessibleToTheirOwnerOnly() throws IOException {
        Path made = env.data.resolve("made");
        assertThat(mode(made)).isEqualTo("rwx------");
        assertThat(mode(made.resolve("here"))).isEqualTo("rwx------");
        assertThat(mode(made.resolve("here").resolve("server.log"))).isEqualTo("rw-------");
        assertThat(Files.readString(made.resolve("here").resolve("server.log"))).contains("SIGNET-1001");
    }

    /** The second build runs in another folder. */
    @Test
    void aSecondBuildProducesTheSameBytes() throws IOException {
        Path built = env.data.getParent().resolveSibling("checkout/target/signet.war");
        assertThat(built).hasSameBinaryContentAs(Path.of("target", "signet.war"));
    }

    /** Tries another address than 127.0.0.1; Linux has all of 127.0.0.0/8 without any network. */
    @Test
    void itListensOnLoopbackOnly() throws IOException {
        connect(1);
        assertThatThrownBy(() -> connect(2)).isInstanceOf(ConnectException.class);
    }

    private void connect(int lastNumber) throws IOException {
        var address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastNumber});
        new Socket(address, env.server.port()).close();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
