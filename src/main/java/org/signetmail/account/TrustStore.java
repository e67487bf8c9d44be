package org.signetmail.account;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The file that says which certificate authorities this JVM trusts, unless a cloud has its own.
 *
 * <p>Payara names its domain's file in the system property. Payara Micro does, too: a file in a folder that it unpacks at each
 * start, into which it copies the one that it was started with.
 *
 * @param temporary whether it is in the folder for temporary files, so that a change to it is lost
 * @see <a href="https://docs.oracle.com/en/java/javase/17/security/java-secure-socket-extension-jsse-reference-guide.html">JSSE
 *     reference guide</a>, Customizing the Default Keystores and Truststores
 */
public record TrustStore(Path file, boolean temporary) {
    private static final String PROPERTY = "javax.net.ssl.trustStore";

    /** The one that counts at the moment. */
    public static TrustStore ofJvm() {
        return of(System.getProperties());
    }

    static TrustStore of(Properties jvm) {
        String named = jvm.getProperty(PROPERTY, "");
        if (named.isBlank()) {
            Path security = Path.of(jvm.getProperty("java.home"), "lib", "security");
            Path first = security.resolve("jssecacerts");
            return new TrustStore(Files.exists(first) ? first : security.resolve("cacerts"), false);
        }
        Path file = Path.of(named).toAbsolutePath().normalize();
        Path temporary =
                Path.of(jvm.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
        return new TrustStore(file, file.startsWith(temporary));
    }
}
