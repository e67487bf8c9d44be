package org.signetmail.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** OpenSSL and keytool as processes, in a folder. Debian's packages of the JDK need its package openssl. */
record CertificateTools(Path folder) {

    String openssl(String... arguments) throws Exception {
        return run("openssl", arguments);
    }

    String keytool(String... arguments) throws Exception {
        return run(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), arguments);
    }

    /** A certificate in {@code certificate.pem}, valid for 90 days from now, and its key in {@code key.pem}. */
    void selfSigned(String... key) throws Exception {
        openssl(with(
                key,
                "req",
                "-x509",
                "-nodes",
                "-days",
                "90",
                "-subj",
                "/CN=imported",
                "-keyout",
                "key.pem",
                "-out",
                "certificate.pem"));
    }

    /** Both as a PKCS #12 file. */
    byte[] pkcs12(String password, String... options) throws Exception {
        openssl(with(
                options,
                "pkcs12",
                "-export",
                "-in",
                "certificate.pem",
                "-inkey",
                "key.pem",
                "-out",
                "file.pfx",
                "-passout",
                "pass:" + password));
        return read("file.pfx");
    }

    /** The same, made by keytool; a second call adds a key to the first file. */
    byte[] generatedByKeytool(String password, String... options) throws Exception {
        keytool(with(
                options,
                "-genkeypair",
                "-alias",
                "one",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=imported",
                "-keystore",
                "file.p12",
                "-storetype",
                "PKCS12",
                "-storepass",
                password));
        return read("file.p12");
    }

    private static String[] with(String[] options, String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(options)).toArray(String[]::new);
    }

    byte[] read(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    private String run(String tool, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException missing) {
            throw new IllegalStateException("Install it with: sudo apt-get install openssl", missing);
        }
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command + ": " + Files.readString(output));
        }
        return Files.readString(output);
    }
}
