package org.signetmail.practice;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/** Entra, Graph, Exchange and an ordinary relay for one organisation, {@link Contoso}, on loopback and in this JVM. */
public final class PracticeTenant implements AutoCloseable {
    /** Loggers of libraries that at their finest write down what a client says, secrets too. Held, lest they be collected. */
    private static final Logger[] TALKATIVE = {
        Logger.getLogger("org.subethamail"), Logger.getLogger("com.sun.net.httpserver")
    };

    static {
        // Without it every answer waits for the client's delayed acknowledgement, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        for (Logger talkative : TALKATIVE) {
            talkative.setLevel(Level.WARNING);
        }
    }

    /**
     * Where to listen; 0 is any free port. Graph listens on the port after {@code https}, the relay on the three after
     * {@code smtp}, unless these are free ones.
     */
    public record Ports(int https, int smtp, int page) {
        public static final Ports FREE = new Ports(0, 0, 0);

        int after(int port, int distance) {
            return port == 0 ? 0 : port + distance;
        }
    }

    private final Failures failures = new Failures();
    private final MailboxLimits limits = new MailboxLimits();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Mailboxes mailboxes;
    private final RequestLog requests;
    private final Path caFile;
    private final ApplicationKeys keys;
    private final FederatedIssuer federated;
    private final HttpsPort entra;
    private final HttpsPort graph;
    private final ExchangeSubmission exchange;
    private final PracticeRelay relay;
    private final PracticePage page;

    private PracticeTenant(Ports ports, Path folder, Clock clock) throws IOException {
        mailboxes = new Mailboxes(clock);
        requests = new RequestLog(clock);
        keys = new ApplicationKeys(clock);
        federated = new FederatedIssuer(clock);
        caFile = CertificateAuthority.file(folder);
        var authority = CertificateAuthority.in(folder, clock);
        SSLContext good = authority.loopback();
        SSLContext elsewhere = authority.elsewhere();
        SSLContext untrusted = CertificateAuthority.made(clock).loopback();
        var mint = new TokenMint(clock);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "practice-tenant");
            thread.setDaemon(true);
            return thread;
        });
        try {
            open.push(threads::shutdownNow);
            var assertions = new AssertionRules(failures, keys, federated, clock, this::audiences);
            var entraRules = new EntraRules(failures, keys, assertions, clock);
            entra = HttpsPort.open(
                    ports.https(), good, new EntraEndpoint(failures, mint, requests, entraRules), threads);
            open.push(entra);
            graph = HttpsPort.open(
                    ports.after(ports.https(), 1),
                    good,
                    new GraphEndpoint(
                            failures,
                            mint,
                            mailboxes,
                            requests,
                            limits,
                            new ApplicationsEndpoint(failures, keys, clock)),
                    threads);
            open.push(graph);
            exchange = new ExchangeSubmission(
                            failures,
                            new ExchangeRules(failures, mint, limits),
                            mailboxes,
                            requests,
                            () -> failures.is(Failure.WRONG_HOST_NAME)
                                    ? elsewhere
                                    : failures.is(Failure.SMTP_UNTRUSTED) ? untrusted : good,
                            threads)
                    .open(ports.smtp());
            open.push(exchange);
            relay = new PracticeRelay(failures, mailboxes, requests, good, elsewhere)
                    .open(ports.after(ports.smtp(), 1), ports.after(ports.smtp(), 2), ports.after(ports.smtp(), 3));
            open.push(relay);
            page = new PracticePage(this).open(ports.page(), threads);
            open.push(page);
        } catch (IOException | RuntimeException notStarted) {
            close();
            throw notStarted;
        }
        failures.whenChanged(() -> {
            entra.set(
                    !failures.is(Failure.ENTRA_DOWN),
                    () -> failures.is(Failure.ENTRA_WRONG_HOST_NAME)
                            ? elsewhere
                            : failures.is(Failure.ENTRA_UNTRUSTED) ? untrusted : good);
            graph.set(!failures.is(Failure.GRAPH_DOWN), () -> good);
            exchange.set(!failures.is(Failure.SMTP_DOWN));
            relay.set();
            if (!failures.is(Failure.CERTIFICATES_LATE)) {
                keys.spread();
            }
        });
    }

    /**
     * Starts with the certificate authority of that folder, which is made at first.
     *
     * @throws PortTaken if a wanted port is in use
     */
    public static PracticeTenant start(Ports ports, Path folder) throws IOException {
        return start(ports, folder, Clock.systemUTC());
    }

    /**
     * Starts by another clock than the system's.
     *
     * @param clock by which tokens are issued and expire
     */
    public static PracticeTenant start(Ports ports, Path folder, Clock clock) throws IOException {
        return new PracticeTenant(ports, folder, clock);
    }

    public static PracticeTenant startOnFreePorts(Path folder) throws IOException {
        return start(Ports.FREE, folder);
    }

    /** {@code https://localhost:port}, to be followed by a tenant. */
    public URI authority() {
        return URI.create("https://localhost:" + entra.port());
    }

    private Set<String> audiences(String tenant) {
        return Set.of(authority() + "/" + tenant + "/oauth2/v2.0/token");
    }

    /** The secrets and certificates of the application. */
    public ApplicationKeys keys() {
        return keys;
    }

    /** The platform that the application's federated identity credential trusts. */
    public FederatedIssuer federated() {
        return federated;
    }

    /** With the version, without a slash at the end. */
    public URI graph() {
        return URI.create("https://localhost:" + graph.port() + "/v1.0");
    }

    public String smtpHost() {
        return "localhost";
    }

    public int smtpPort() {
        return exchange.port();
    }

    /** An ordinary relay for authentication types Basic and None; its mail is in the same inboxes. */
    public PracticeRelay relay() {
        return relay;
    }

    /** The keys of Signet's configuration that make this its cloud <i>Custom</i> and allow its relay, and their values. */
    public Map<String, String> asCustomCloud() {
        return Map.of(
                "signet.cloud.custom.authority", authority().toString(),
                "signet.cloud.custom.graph", graph().toString(),
                "signet.cloud.custom.smtp.host", smtpHost(),
                "signet.cloud.custom.smtp.port", Integer.toString(smtpPort()),
                "signet.cloud.custom.ca", caFile().toAbsolutePath().toString(),
                "signet.relay.hosts", relay.listed());
    }

    /** What arrived, and the switches. */
    public URI page() {
        return page.address();
    }

    /** PEM of the certificate authority to trust. */
    public Path caFile() {
        return caFile;
    }

    public Failures failures() {
        return failures;
    }

    public Mailboxes mailboxes() {
        return mailboxes;
    }

    public MailboxLimits limits() {
        return limits;
    }

    public RequestLog requests() {
        return requests;
    }

    @Override
    public void close() {
        failures.close();
        limits.close();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("The practice tenant did not close.", e);
            }
        }
    }
}
