package org.signetmail.practice;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts Signet on Payara Micro with the practice tenant beside it, says where to go, and stops both together.
 *
 * <p>Runs within Maven, so that its system properties are those that Maven was given, in whatever way. {@code
 * signet.practice=false} leaves the practice tenant out, {@code signet.address} and {@code signet.port} are where the pages are
 * served, {@code practice.folder} the folder of the practice certificate authority, {@code practice.https}, {@code practice.smtp} and
 * {@code practice.page} its ports. Every other {@code signet.*} goes on to the
 * server, by its environment: a command line can be read by every user of the computer.
 */
public final class PracticeRun {
    private static final String PASSWORD = "practice makes perfect";
    private static final PracticeTenant.Ports PORTS = new PracticeTenant.Ports(
            Integer.getInteger("practice.https", 8443),
            Integer.getInteger("practice.smtp", 8587),
            Integer.getInteger("practice.page", 8081));
    private static final List<String> LOCAL = List.of("signet.practice", "signet.address", "signet.port");
    private static final String RELAYS = "signet.relay.hosts";
    private static final Duration STARTING_AT_MOST = Duration.ofMinutes(5);

    /** Pages without TLS, and a password that is known or still to be chosen: for this computer unless told otherwise. */
    private final ListenAddress address;

    private final Path checkout;
    private final Path data;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Optional<PracticeTenant> tenant = Optional.empty();
    private volatile boolean stopping;

    private PracticeRun(Path checkout) throws CannotStart {
        address = ListenAddress.of(
                System.getProperty("signet.address", "127.0.0.1"), Integer.getInteger("signet.port", 8080));
        this.checkout = checkout.toAbsolutePath();
        data = this.checkout.resolve(System.getProperty("signet.data.dir", "signet-data"));
    }

    /**
     * Ends with 1 when something could not be started or the server stopped by itself.
     *
     * @param args the folder that was built in
     */
    public static void main(String... args) {
        try {
            System.exit(new PracticeRun(Path.of(args[0])).run());
        } catch (PortTaken e) {
            say(e.getMessage() + " Other ports: -Dsignet.port, -Dpractice.https, -Dpractice.smtp, -Dpractice.page.");
        } catch (CannotStart e) {
            say(e.getMessage());
        } catch (IOException e) {
            say("Signet could not be started: " + e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        System.exit(1);
    }

    private int run() throws IOException, InterruptedException {
        OwnersFiles.folder(data);
        ServerProcess.checkPort(address.port());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("signet."))
                .filter(name -> !LOCAL.contains(name))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        settings.put("signet.data.dir", data.toString());
        boolean practice = Boolean.parseBoolean(System.getProperty("signet.practice", "true"));
        if (practice) {
            Path folder = Path.of(System.getProperty(
                    "practice.folder", data.resolve("practice").toString()));
            tenant = Optional.of(PracticeTenant.start(PORTS, folder));
            tenant.ifPresent(this::pointToPractice);
        }
        say("Starting Signet. This takes half a minute; the server's log is " + ServerProcess.log(data) + ".");
        var server = ServerProcess.start(checkout, address, data, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping = true;
            server.stop();
            tenant.ifPresent(PracticeTenant::close);
        }));
        if (!server.awaitAnswer(STARTING_AT_MOST)) {
            if (stopping) {
                return 0;
            }
            say("Signet did not start. The reason is in " + ServerProcess.log(data) + ".");
            return 1;
        }
        guide(server.setUpLink()).forEach(PracticeRun::say);
        int status = server.awaitEnd();
        if (stopping) {
            return 0;
        }
        say("The server has stopped by itself with status " + status + ". The reason is in " + ServerProcess.log(data)
                + ".");
        return 1;
    }

    private void pointToPractice(PracticeTenant beside) {
        String listed = settings.getOrDefault(RELAYS, "");
        settings.putAll(beside.asCustomCloud());
        settings.merge(RELAYS, listed, (practice, own) -> own.isBlank() ? practice : practice + "," + own);
        if (System.getenv("SIGNET_ADMIN_PASSWORD") == null) {
            settings.putIfAbsent("signet.admin.password", PASSWORD);
        }
    }

    private List<String> guide(Optional<String> setUpLink) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("  Signet is ready:   " + address.page());
        if (tenant.isEmpty()) {
            setUpLink.ifPresent(link -> lines.add("  First sign-in:     " + link));
        } else {
            boolean preset = PASSWORD.equals(settings.get("signet.admin.password"));
            lines.add("  Sign in as:        admin, password: " + (preset ? PASSWORD : "the one you have set"));
            lines.add("  Practice tenant:   " + tenant.get().page()
                    + "   (inboxes, Sent folders, failures to switch on)");
            lines.add("");
            lines.add(
                    "  Platform Configuration > Email > SMTP: tick Custom SMTP Server, choose OAuth 2.0 and the cloud Custom.");
            lines.add("");
            lines.add("  Client ID          " + Contoso.CLIENT_ID);
            lines.add("  Tenant ID          " + Contoso.TENANT_ID);
            lines.add("  Client Secret      " + Contoso.CLIENT_SECRET);
            lines.add("  System mailbox     " + Contoso.NOTIFICATIONS);
            lines.add("  Users              " + Contoso.FIRST_USER + ", " + Contoso.SECOND_USER);
            lines.add("  Further domain     " + Contoso.FURTHER_DOMAIN + ", user " + Contoso.FURTHER_USER);
            lines.add("  Shared mailbox     " + Contoso.SHARED);
            lines.add("  Send tests to      " + Contoso.GUEST + " or any other address; nothing leaves this computer");
        }
        lines.add("");
        lines.add("  Ctrl+C stops everything. Data is kept in " + data + ".");
        lines.add("");
        return lines;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
