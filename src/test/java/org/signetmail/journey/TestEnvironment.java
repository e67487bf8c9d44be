package org.signetmail.journey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.signetmail.practice.Contoso;
import org.signetmail.practice.Failure;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.server.Jvm;
import org.signetmail.server.PayaraMicro;
import org.signetmail.server.ServerUnderTest;

/** The environment of one test class: practice tenant, server with the packaged WAR, browser. */
final class TestEnvironment implements AutoCloseable {
    /** Contains the syntax of servers' expressions, which must remain plain characters in an operator's password. */
    static final String PASSWORD = "a $entence for the ${journey}, $$";

    /** In milliseconds; long enough for a busy machine. */
    private static final double TIMEOUT = 20_000;

    /** More tests than the test classes start in a minute. */
    private static final String TESTS_PER_MINUTE = "1000";

    final PracticeTenant tenant;
    final ServerUnderTest server;
    final Path data;
    private final Chromium chromium;
    private final List<BrowserContext> people = new ArrayList<>();

    /**
     * An environment whose server is not started yet.
     *
     * @param name of the server's log file
     * @param folder for all files of the server
     */
    TestEnvironment(String name, Path folder) throws IOException, InterruptedException {
        this(name, folder, PayaraMicro::named);
    }

    /** The same with another server, created from the name and the data folder. */
    TestEnvironment(String name, Path folder, BiFunction<String, Path, ServerUnderTest> servers)
            throws IOException, InterruptedException {
        data = Files.createDirectories(folder.resolve("data"));
        tenant = PracticeTenant.startOnFreePorts(folder.resolve("practice"));
        chromium = new Chromium();
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT);
        server = servers.apply(name, data).withVariable("SIGNET_ADMIN_PASSWORD", PASSWORD);
        tenant.asCustomCloud().forEach(server::with);
        server.with("signet.tests.per-minute", TESTS_PER_MINUTE);
    }

    /**
     * Makes the server trust the relay's certificate, as an operator does for a company's own certificate authority.
     */
    TestEnvironment trustingTheRelay() throws IOException, GeneralSecurityException {
        Path file = data.resolveSibling("relay-trust.p12");
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(tenant.caFile());
                var out = Files.newOutputStream(file)) {
            store.setCertificateEntry(
                    "practice", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, "changeit".toCharArray());
        }
        server.with("javax.net.ssl.trustStore", file.toString())
                .with("javax.net.ssl.trustStoreType", "PKCS12")
                .with("javax.net.ssl.trustStorePassword", "changeit");
        return this;
    }

    TestEnvironment start() {
        server.start();
        return this;
    }

    /** An administrator in a browser context of their own, signed in, on the settings page. */
    AdministratorAtWork administrator() {
        return administrator(chromium.person());
    }

    AdministratorAtWork administrator(BrowserContext person) {
        people.add(person);
        var administrator = new AdministratorAtWork(person.newPage(), server);
        administrator.signIn("admin", PASSWORD);
        return administrator;
    }

    /** A browser at this address of the server, not signed in. */
    AdministratorAtWork visitor(BrowserContext person, String path) {
        people.add(person);
        var visitor = new AdministratorAtWork(person.newPage(), server);
        visitor.page.navigate(server.at(path).toString());
        return visitor;
    }

    /** Makes the browser send a session id that the server does not know, as after a session timeout. */
    void forgetSessionOf(AdministratorAtWork administrator) {
        administrator
                .page
                .context()
                .addCookies(List.of(new Cookie("SIGNET", "0123456789abcdef0123456789ab")
                        .setUrl(server.at("/").toString())));
    }

    Chromium chromium() {
        return chromium;
    }

    /** Stops the server while a message is in flight; its reply arrives during the shutdown. */
    void stopUnderAMail(AdministratorAtWork administrator) throws IOException {
        tenant.failures().on(Failure.GRAPH_SLOW);
        administrator.type("testRecipient", Contoso.GUEST);
        administrator.button("Test Settings").click();
        tenant.mailboxes().awaitInbox(Contoso.GUEST, any -> true, Duration.ofSeconds(20));
        Jvm jvm = server.jvm();
        var stop = CompletableFuture.runAsync(server::stop);
        // Not in the log: the JVM closes it when it receives the signal to stop.
        jvm.awaitThreadIn("org.signetmail.delivery.GracefulShutdown");
        tenant.failures().clear();
        stop.join();
    }

    /** Resets the environment for the next test: no failure, no message, no recorded request, no open browser. */
    void reset() {
        tenant.failures().clear();
        tenant.mailboxes().clear();
        tenant.requests().clear();
        people.forEach(BrowserContext::close);
        people.clear();
    }

    @Override
    public void close() {
        chromium.close();
        server.close();
        tenant.close();
    }
}
