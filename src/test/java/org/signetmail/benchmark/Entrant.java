package org.signetmail.benchmark;

import java.util.List;

/**
 * Who is compared.
 *
 * @param type the class of its contender
 * @param library whose it is; blank for Signet
 */
record Entrant(String type, String name, boolean byGraph, String library) {
    static final Entrant SIGNET = new Entrant("Signet$BySmtp", "Signet", false, "");
    static final Entrant PLAIN = new Entrant("PlainTransportSend", "Transport.send", false, "angus-mail");
    static final Entrant SPRING = new Entrant("SpringBulk", "Spring", false, "spring-context-support");
    static final Entrant SIMPLE = new Entrant("SimpleJavaMailPool", "Simple Java Mail", false, "simple-java-mail");
    static final Entrant VERTX = new Entrant("VertxMail", "Vert.x mail client", false, "vertx-mail-client");
    static final Entrant POOLED = new Entrant("PooledTransports", "pool of Angus transports", false, "angus-mail");
    static final Entrant SIGNET_BY_GRAPH = new Entrant("Signet$ByGraph", "Signet by Graph", true, "");
    static final Entrant SDK = new Entrant("GraphSdk", "Microsoft's Graph SDK", true, "microsoft-graph");

    static final List<Entrant> ALL = List.of(SIGNET, PLAIN, SPRING, SIMPLE, VERTX, POOLED, SIGNET_BY_GRAPH, SDK);

    boolean isPeer() {
        return !library.isEmpty();
    }

    /** Whom it is compared with. */
    Entrant signet() {
        return byGraph ? SIGNET_BY_GRAPH : SIGNET;
    }

    /** The port where what it sends is counted. */
    int tally(Target target) {
        return (byGraph ? target.graph() : target.smtp()) + 1;
    }
}
