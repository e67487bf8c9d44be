package org.signetmail.account;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The file of certificate authorities that this JVM trusts, unless a cloud has its own.
 *
 * <p>Payara sets the system property to its domain's file. So does Payara Micro: it unpacks a folder at each start and
 * copies the configured file into it.
 *
 * @param temporary whether the file is in the folder for temporary files; changes to it are then lost at the next start
 * @see <a href="https://docs.oracle.com/en/java/javase/17/security/java-secure-socket-extension-jsse-reference-guide.html">JSSE
 *     reference guide</a>, Customizing the Default Keystores and Truststores
 */
public record TrustStore(Path file, boolean temporary) {
    private static final String PROPERTY = "javax.net.ssl.trustStore";

    /** The trust store in effect. */
    public static TrustStore ofJvm() {
        return of(System.getProperties());
    }

    static TrustStore of(Properties jvm) {
        String named = jvm.getProperty(PROPERTY, "");
        if (named.isBlank()) {
            Path security = Path.of(jvm.getProperty("java.home"), "lib", "security");
            Path jsse = security.resolve("jssecacerts");
            return new TrustStore(Files.exists(jsse) ? jsse : security.resolve("cacerts"), false);
        }
        Path file = Path.of(named).toAbsolutePath().normalize();
        Path temporary =
                Path.of(jvm.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
        return new TrustStore(file, file.startsWith(temporary));
    }
}
