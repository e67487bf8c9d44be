package org.signetmail.benchmark;

import java.util.List;

/**
 * Who is compared.
 *
 * @param type the class of its contender
 * @param library whose it is; blank for Signet
 */
record ContenderChoice(String type, String name, boolean byGraph, String library) {
    static final ContenderChoice SIGNET = new ContenderChoice("Signet$BySmtp", "Signet", false, "");
    static final ContenderChoice PLAIN =
            new ContenderChoice("PlainTransportSend", "Transport.send", false, "angus-mail");
    static final ContenderChoice SPRING = new ContenderChoice("SpringBulk", "Spring", false, "spring-context-support");
    static final ContenderChoice SIMPLE =
            new ContenderChoice("SimpleJavaMailPool", "Simple Java Mail", false, "simple-java-mail");
    static final ContenderChoice VERTX =
            new ContenderChoice("VertxMail", "Vert.x mail client", false, "vertx-mail-client");
    static final ContenderChoice POOLED =
            new ContenderChoice("PooledTransports", "pool of Angus transports", false, "angus-mail");
    static final ContenderChoice SIGNET_BY_GRAPH = new ContenderChoice("Signet$ByGraph", "Signet by Graph", true, "");
    static final ContenderChoice SDK =
            new ContenderChoice("GraphSdk", "Microsoft's Graph SDK", true, "microsoft-graph");

    static final List<ContenderChoice> ALL =
            List.of(SIGNET, PLAIN, SPRING, SIMPLE, VERTX, POOLED, SIGNET_BY_GRAPH, SDK);

    boolean isPeer() {
        return !library.isEmpty();
    }

    /** Whom it is compared with. */
    ContenderChoice signet() {
        return byGraph ? SIGNET_BY_GRAPH : SIGNET;
    }

    /** The port where what it sends is counted. */
    int tally(Target target) {
        return (byGraph ? target.graph() : target.smtp()) + 1;
    }
}
