package org.signetmail.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars within a WAR or a server, and their versions. */
record BundledJars(Map<String, String> versions) {
    /** {@code postgresql-42.7.14.jar}, {@code angus-mail.jar}, {@code primefaces-15.0.13-jakarta.jar}. */
    private static final Pattern FILE =
            Pattern.compile("([A-Za-z][\\w.]*?(?:-[A-Za-z][\\w.]*)*?)(?:-(\\d[\\w.]*))?(?:-jakarta)?\\.jar");

    /** Of a WAR or of an executable jar such as Payara Micro. */
    static BundledJars inArchive(Path archive) throws IOException {
        var found = new TreeMap<String, String>();
        try (var jar = new JarFile(archive.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (entry.getName().endsWith(".jar")) {
                    try (InputStream inner = jar.getInputStream(entry)) {
                        put(found, entry.getName(), inner.readAllBytes());
                    }
                }
            }
        }
        return new BundledJars(found);
    }

    /** Of a server that is unpacked. */
    static BundledJars below(Path folder) throws IOException {
        var found = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".jar"))::iterator) {
                put(found, file.toString(), Files.readAllBytes(file));
            }
        }
        return new BundledJars(found);
    }

    private static void put(Map<String, String> found, String path, byte[] content) throws IOException {
        Matcher name = FILE.matcher(path.substring(path.lastIndexOf('/') + 1));
        if (name.matches()) {
            String version =
                    name.group(2) != null ? name.group(2) : declared(content).orElse("0");
            found.merge(name.group(1), version, BundledJars::older);
        }
    }

    /** Where a server has two versions of one. */
    private static String older(String one, String other) {
        return Version.parse(one).compareTo(Version.parse(other)) <= 0 ? one : other;
    }

    private static Optional<String> declared(byte[] content) throws IOException {
        try (var jar = new JarInputStream(new ByteArrayInputStream(content))) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return Optional.empty();
            }
            Attributes main = manifest.getMainAttributes();
            return Optional.ofNullable(main.getValue("Bundle-Version"))
                    .or(() -> Optional.ofNullable(main.getValue("Implementation-Version")))
                    .filter(version -> Character.isDigit(version.charAt(0))); // Not "Unknown".
        }
    }
}
