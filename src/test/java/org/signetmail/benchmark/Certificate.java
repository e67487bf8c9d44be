package org.signetmail.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The certificate of the benchmark's servers, by the JDK's keytool, and the trust store of their clients. */
final class Certificate {
    static final String PASSWORD = "benchmark";

    private Certificate() {}

    static Path keys(Path folder) {
        return folder.resolve("keys.p12");
    }

    static Path trust(Path folder) {
        return folder.resolve("trust.p12");
    }

    /** Arguments: the folder, the addresses. */
    public static void main(String[] given) throws Exception {
        make(Path.of(given[0]), List.of(given).subList(1, given.length));
    }

    static void make(Path folder, List<String> addresses) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path pem = folder.resolve("server.pem");
        for (Path old : List.of(keys(folder), trust(folder), pem)) {
            Files.deleteIfExists(old);
        }
        String names = "san=ip:" + String.join(",ip:", addresses);
        keytool(
                keys(folder),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=sink",
                "-ext",
                names);
        keytool(keys(folder), "-exportcert", "-rfc", "-file", pem.toString());
        keytool(trust(folder), "-importcert", "-noprompt", "-file", pem.toString());
    }

    private static void keytool(Path store, String... what) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(what));
        command.addAll(List.of(
                "-alias", "sink", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
