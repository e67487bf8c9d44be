package org.signetmail.benchmark;

/**
 * Where a contender sends to.
 *
 * @param far whether a round trip takes a while
 */
record Target(String host, int smtp, int graph, boolean far) {
    static final String USER = "notifications@contoso.example";
    static final String RECIPIENT = "guest@fabrikam.example";

    /** About as long as one of Entra's. */
    static final String TOKEN = "benchmark.token." + "0123456789abcdef".repeat(100);

    static Target of(String words) {
        String[] said = words.split(",", -1);
        return new Target(said[0], Integer.parseInt(said[1]), Integer.parseInt(said[2]), Boolean.parseBoolean(said[3]));
    }

    String words() {
        return host + "," + smtp + "," + graph + "," + far;
    }
}
