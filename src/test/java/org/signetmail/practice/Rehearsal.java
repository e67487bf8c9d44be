package org.signetmail.practice;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
 * <p>System properties: {@code signet.practice=false} leaves the practice tenant out, {@code signet.port} is the port of the
 * pages, {@code practice.folder} the folder of the practice certificate authority, {@code practice.https}, {@code practice.smtp} and
 * {@code practice.page} its ports. Every other {@code signet.*} goes on to the
 * server.
 */
public final class Rehearsal {
    private static final String PASSWORD = "practice makes perfect";
    private static final PracticeTenant.Ports PORTS = new PracticeTenant.Ports(
            Integer.getInteger("practice.https", 8443),
            Integer.getInteger("practice.smtp", 8587),
            Integer.getInteger("practice.page", 8081));
    private static final Duration STARTING_AT_MOST = Duration.ofMinutes(5);

    private final int port = Integer.getInteger("signet.port", 8080);
    private final Path data = Path.of(System.getProperty("signet.data.dir", "signet-data"));
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Optional<PracticeTenant> tenant = Optional.empty();
    private volatile boolean stopping;

    private Rehearsal() {}

    /** Ends with 1 when something could not be started or the server stopped by itself. */
    public static void main(String... args) {
        try {
            System.exit(new Rehearsal().run());
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
        Files.createDirectories(data);
        ServerProcess.checkPort(port);
        settings.put("signet.data.dir", data.toString());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("signet."))
                .filter(name -> !List.of("signet.practice", "signet.port").contains(name))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        boolean practice = Boolean.parseBoolean(System.getProperty("signet.practice", "true"));
        if (practice) {
            Path folder = Path.of(System.getProperty(
                    "practice.folder", data.resolve("practice").toString()));
            tenant = Optional.of(PracticeTenant.start(PORTS, folder));
            tenant.ifPresent(this::pointToPractice);
        }
        say("Starting Signet. This takes half a minute; the server's log is " + data.resolve("server.log") + ".");
        var server = ServerProcess.start(port, data, settings, practice);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping = true;
            server.stop();
            tenant.ifPresent(PracticeTenant::close);
        }));
        // Maven does not take its child along when it is told to stop.
        ProcessHandle.current().parent().ifPresent(Rehearsal::endWith);
        if (!server.awaitAnswer(STARTING_AT_MOST)) {
            if (stopping) {
                return 0;
            }
            say("Signet did not start. The reason is in " + data.resolve("server.log") + ".");
            return 1;
        }
        guide(server.setUpLink()).forEach(Rehearsal::say);
        int status = server.awaitEnd();
        if (stopping) {
            return 0;
        }
        say("The server has stopped by itself with status " + status + ". The reason is in "
                + data.resolve("server.log") + ".");
        return 1;
    }

    private static void endWith(ProcessHandle parent) {
        var watch = new Thread(() -> {
            parent.onExit().join();
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void pointToPractice(PracticeTenant beside) {
        settings.putAll(beside.asCustomCloud());
        if (System.getenv("SIGNET_ADMIN_PASSWORD") == null) {
            settings.putIfAbsent("signet.admin.password", PASSWORD);
        }
    }

    private List<String> guide(Optional<String> setUpLink) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("  Signet is ready:   " + URI.create("http://localhost:" + port + "/"));
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
        lines.add("  Ctrl+C stops everything. Data is kept in " + data.toAbsolutePath() + ".");
        lines.add("");
        return lines;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
