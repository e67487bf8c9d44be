package org.signetmail.server;

import java.nio.file.Path;
import java.util.Locale;

/** The servers that the build fetches. */
public enum ServerKind {
    PAYARA_MICRO,
    PAYARA_MICRO_7,
    PAYARA_SERVER,
    WILDFLY;

    /** The one that {@code -Dsignet.server} names, such as {@code payara-server}. */
    public static ServerKind chosen() {
        return named(System.getProperty("signet.server", "wildfly"));
    }

    /** The one that is named so on a command line. */
    public static ServerKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** A server that isn't started yet. */
    public ServerUnderTest named(String name, Path dataDir) {
        return switch (this) {
            case PAYARA_MICRO -> PayaraMicro.named(name, dataDir);
            case PAYARA_MICRO_7 -> PayaraMicro.seven(name, dataDir);
            case PAYARA_SERVER -> PayaraServer.named(name, dataDir);
            case WILDFLY -> WildFly.named(name, dataDir);
        };
    }

    /** As it is named on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
