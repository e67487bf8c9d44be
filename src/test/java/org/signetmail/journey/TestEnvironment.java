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

/** A whole world for one test class: practice tenant, server with the packaged WAR, browser. */
final class TestEnvironment implements AutoCloseable {
    /** As in a password of an operator's, what servers know as expressions are characters. */
    static final String PASSWORD = "a $entence for the ${journey}, $$";

    /** Milliseconds; a busy machine takes its time. */
    private static final double PATIENCE = 20_000;

    /** More than people press. */
    private static final String TESTS_PER_MINUTE = "1000";

    final PracticeTenant tenant;
    final ServerUnderTest server;
    final Path data;
    private final Chromium chromium;
    private final List<BrowserContext> people = new ArrayList<>();

    /**
     * A stage whose server is not started yet.
     *
     * @param name of the server's log file
     * @param folder for everything that it writes
     */
    TestEnvironment(String name, Path folder) throws IOException, InterruptedException {
        this(name, folder, PayaraMicro::named);
    }

    /** The same with another server, made of the name and its data folder. */
    TestEnvironment(String name, Path folder, BiFunction<String, Path, ServerUnderTest> servers)
            throws IOException, InterruptedException {
        data = Files.createDirectories(folder.resolve("data"));
        tenant = PracticeTenant.startOnFreePorts(folder.resolve("practice"));
        chromium = new Chromium();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        server = servers.apply(name, data).withVariable("SIGNET_ADMIN_PASSWORD", PASSWORD);
        tenant.asCustomCloud().forEach(server::with);
        server.with("signet.tests.per-minute", TESTS_PER_MINUTE);
    }

    /** The server trusts the relay's certificate, as an operator arranges it for a company's own authority. */
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

    /** An administrator in a browser of their own, signed in, on the settings page. */
    AdministratorAtWork administrator() {
        return administrator(chromium.person());
    }

    AdministratorAtWork administrator(BrowserContext person) {
        people.add(person);
        var administrator = new AdministratorAtWork(person.newPage(), server);
        administrator.signIn("admin", PASSWORD);
        return administrator;
    }

    /** A browser at this address of the server, nobody signed in yet. */
    AdministratorAtWork visitor(BrowserContext person, String path) {
        people.add(person);
        var visitor = new AdministratorAtWork(person.newPage(), server);
        visitor.page.navigate(server.at(path).toString());
        return visitor;
    }

    /** From now on the browser names a session that the server does not know, as after too long a pause. */
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

    /** Stops the server while a mail waits for its answer, which comes when the server is about to stop. */
    void stopUnderAMail(AdministratorAtWork administrator) throws IOException {
        tenant.failures().on(Failure.GRAPH_SLOW);
        administrator.type("testRecipient", Contoso.GUEST);
        administrator.button("Test Settings").click();
        tenant.mailboxes().awaitInbox(Contoso.GUEST, any -> true, Duration.ofSeconds(20));
        Jvm jvm = server.jvm();
        var stop = CompletableFuture.runAsync(server::stop);
        // Not in the log: the JVM closes it when it is told to stop.
        jvm.awaitThreadIn("org.signetmail.delivery.GracefulShutdown");
        tenant.failures().clear();
        stop.join();
    }

    /** Everything as it was before the first test: no failure, no mail, no request on record. */
    void calm() {
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
