package org.signetmail.container;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.test.spi.event.suite.AfterClass;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.journey.AdministratorAtWork;
import org.signetmail.journey.Chromium;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.FreePort;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.server.ServerUnderTest;
import org.signetmail.server.Site;
import org.signetmail.signin.AnonymousClient;
import org.signetmail.signin.Browser;
import org.signetmail.signin.Redirects;

/** What holds in every container. The WAR is the packaged one; only what tells of its timers is put beside. */
@Tag("arquillian")
@ExtendWith(ArquillianExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignetInContainer {
    static final String WAR = "signet.war";

    /** Has no blank, where the adapters cut their options, and no dollar at its end, which Hibernate 6 reads past. */
    private static final String PASSWORD = "a-$entence-for-$$-the-${container}";

    /** A busy machine takes its time. */
    static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);

    /** Not a parameter: Arquillian refuses those that it can't give itself. */
    @TempDir
    static Path folder;

    @ArquillianResource
    private ContainerController containers;

    @ArquillianResource
    private Deployer deployer;

    private final String container;
    private final int port = FreePort.found();
    final Site site = path -> URI.create("http://localhost:" + port + "/signet" + path);
    private final List<String> javaOptions = new ArrayList<>(ServerUnderTest.QUICK_START);
    private PracticeTenant tenant;
    private Chromium chromium;
    private boolean begun;

    /**
     * @param container as it is called in arquillian.xml
     * @param ownOptions of Java, for what the server is to be told besides
     */
    SignetInContainer(String container, List<String> ownOptions) {
        this.container = container;
        javaOptions.addAll(ownOptions);
        Curtain.playing = this;
    }

    /** At JUnit's own end Arquillian has let go of its resources; at the end of its own it stops the container first. */
    public static final class Curtain {
        static SignetInContainer playing;

        void falls(@Observes(precedence = 1) AfterClass end) throws IOException {
            playing.strike();
        }
    }

    /** What this container's adapter is told. */
    abstract Map<String, String> configuration(int port, String javaOptions) throws IOException;

    @Deployment(name = WAR, managed = false, testable = false)
    static WebArchive packaged() {
        return ShrinkWrap.create(ZipImporter.class, WAR)
                .importFrom(new File("target", WAR))
                .as(WebArchive.class)
                .addClasses(RegisteredTimers.class, TimersPage.class);
    }

    @BeforeAll
    void setTheScene() throws Exception {
        tenant = PracticeTenant.startOnFreePorts(folder.resolve("practice"));
        chromium = new Chromium();
        PlaywrightAssertions.setDefaultAssertionTimeout((double) ARRIVES_WITHIN.toMillis());
        javaOptions.add("-Dsignet.data.dir=" + Files.createDirectories(folder.resolve("data")));
        javaOptions.add("-Dsignet.admin.password=" + PASSWORD);
        tenant.asCustomCloud().forEach((key, value) -> javaOptions.add("-D" + key + "=" + value));
    }

    /** Not before all tests: Arquillian has nothing to give yet then. */
    @BeforeEach
    void startOnce() throws IOException {
        if (!begun) {
            begun = true;
            containers.start(container, configuration(port, String.join(" ", javaOptions)));
            deploy(WAR);
            deployBeside();
        }
        tenant.mailboxes().clear();
    }

    @AfterAll
    void goHome() {
        chromium.close();
        tenant.close();
    }

    /** Ends what was begun. */
    void strike() throws IOException {
        if (begun) {
            try {
                undeploy(WAR);
            } finally {
                containers.stop(container);
            }
        }
    }

    /** What is deployed after Signet, and not with it. */
    void deployBeside() throws IOException {}

    void deploy(String war) {
        deployer.deploy(war);
    }

    void undeploy(String war) throws IOException {
        deployer.undeploy(war);
    }

    URI server() {
        return URI.create("http://localhost:" + port + "/");
    }

    PracticeTenant tenant() {
        return tenant;
    }

    @Test
    void theRightPasswordGetsIn() {
        var browser = new Browser(site);

        assertThat(browser.signIn("admin", PASSWORD, "/settings.xhtml").statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/settings.xhtml").statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordStaysOutside() {
        var browser = new Browser(site);

        assertThat(browser.signIn("admin", "not the password", "/settings.xhtml")
                        .body())
                .contains("User name or password is wrong.");
        assertThat(browser.get("/settings.xhtml").statusCode()).isEqualTo(302);
    }

    @Test
    void aStrangerIsDeniedEveryPath() throws IOException {
        assertThat(new AnonymousClient(site).admissions()).isEmpty();
        assertThat(new Browser(site).get(TimersPage.PATH).statusCode())
                .as("what nobody has thought of")
                .isEqualTo(302);
    }

    @Test
    void everyRedirectIsAPathOfSignets() {
        assertThat(new Redirects(site).seen(PASSWORD))
                .contains("/signet/", "/signet/settings.xhtml")
                .allMatch(location -> location.matches("/signet/(?!/).*"));
    }

    @Test
    void theTimersAreRegistered() {
        var browser = new Browser(site);
        browser.signIn("admin", PASSWORD, "/");
        String hourly = "at * in UTC, not persistent";
        assertThat(browser.get(TimersPage.PATH).body().lines())
                .containsExactlyInAnyOrder("at */3 in UTC, not persistent", hourly, hourly, hourly);
    }

    @ParameterizedTest
    @CsvSource({"Microsoft Graph, Mail.Send, Graph", "SMTP, SMTP.SendAsApp, SMTP"})
    void aTokenIsIssuedAndAMailArrives(String route, String permission, String arrivedBy) {
        AdministratorAtWork administrator = administrator();
        administrator.typeContoso(route);
        var tested = administrator.testCredentials();
        assertThat(tested).containsText("Authentication Successful");
        assertThat(tested).containsText(permission);
        administrator.save();

        assertThat(administrator.testSettings(Contoso.GUEST)).containsText("Accepted by Microsoft");

        var mail = tenant.mailboxes()
                .awaitInbox(Contoso.GUEST, arrived -> arrived.subject().startsWith("Signet test mail"), ARRIVES_WITHIN);
        assertThat(mail.route()).isEqualTo(arrivedBy);
        assertThat(tenant.mailboxes().sent(Contoso.NOTIFICATIONS)).hasSize(1);
    }

    @Test
    void settingsSurviveANewDeployment() throws IOException {
        AdministratorAtWork administrator = administrator();
        administrator.typeContoso("SMTP");
        administrator.type("warned", "first.admin@partner.example");
        administrator.save();

        undeploy(WAR);
        deploy(WAR);

        administrator = administrator();
        assertThat(administrator.typed("clientId")).isEqualTo(Contoso.CLIENT_ID);
        assertThat(administrator.typed("warned")).isEqualTo("first.admin@partner.example");
        // With the stored secret.
        assertThat(administrator.testCredentials()).containsText("Authentication Successful");
    }

    AdministratorAtWork administrator() {
        var administrator = new AdministratorAtWork(chromium.person().newPage(), site);
        administrator.signIn("admin", PASSWORD);
        return administrator;
    }
}
