package org.signetmail.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.signetmail.practice.Contoso;

/** What Payara Micro's adapter needs. */
abstract class ApplicationsInPayaraMicro extends ManyWaitingMessagesInContainer {
    private final String container;

    ApplicationsInPayaraMicro(String container) {
        super(container);
        this.container = container;
    }

    /** The adapter tells the process to end and doesn't wait; until then the database is in use. It also leaves the WAR's copy. */
    @Override
    void undeploy(String war) throws IOException {
        List<ProcessHandle> servers = ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
        List<Path> copies =
                servers.stream().flatMap(ApplicationsInPayaraMicro::deployed).toList();
        super.undeploy(war);
        servers.forEach(
                server -> server.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        for (Path copy : copies) {
            Files.delete(copy);
            Files.delete(copy.getParent());
            Files.delete(copy.getParent().getParent());
        }
    }

    private static Stream<Path> deployed(ProcessHandle server) {
        return Stream.of(server.info().arguments().orElse(new String[0]))
                .filter(argument -> argument.endsWith(WAR))
                .map(Path::of);
    }

    @Override
    Map<String, String> configuration(int port, String javaOptions) throws IOException {
        return Map.of(
                "cmdOptions",
                javaOptions,
                "extraMicroOptions",
                "--logtofile target/it-logs/container-" + container + ".log --nohazelcast --disablephonehome --port "
                        + port + " --postdeploycommandfile " + deployingNeighbours());
    }

    /** The adapter knows of one application only. This way they come after Signet, whose sessions are there then. */
    private static Path deployingNeighbours() throws IOException {
        var commands = new ArrayList<String>();
        for (WebArchive neighbour : neighbours()) {
            Path war = folder.resolve(neighbour.getName());
            neighbour.as(ZipExporter.class).exportTo(war.toFile(), true);
            commands.add("deploy " + war);
        }
        return Files.write(folder.resolve("neighbours"), commands);
    }

    /** Within the ten seconds after which Signet looks. WildFly's standalone.xml has no Health to tell it. */
    @Test
    void aNameThatLeadsElsewhereIsTold() {
        assertThat(mailSessions("bound")).isTrue();
        assertThat(ask(STRANGER, "usurp", "")).isEqualTo("usurped");
        try {
            assertThat(mailSessions("taken")).isTrue();
        } finally {
            assertThat(ask(STRANGER, "give-back", "")).isEqualTo("given back");
        }
        assertThat(ask(NEWSPAPER, "system", Contoso.FIRST_USER)).isEqualTo("sent");
        assertThat(mailSessions("bound")).isTrue();
    }

    private boolean mailSessions(String state) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < until) {
            if (answer("health/ready").contains("\"mailSessions\":\"" + state + "\"")) {
                return true;
            }
        }
        return false;
    }
}
