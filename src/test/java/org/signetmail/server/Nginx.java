package org.signetmail.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.signetmail.practice.FreePort;

/** Debian's nginx with the operator's recipe: only ports, host name and certificate are those of the test. */
public final class Nginx implements Site, AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    private final ServerUnderTest server;
    private final int port = FreePort.found();
    private final Process process;

    /** @param recipe a file below {@code server-config} */
    public Nginx(ServerUnderTest server, Path recipe, Path folder) throws IOException {
        this.server = server;
        TlsCertificate certificate = TlsCertificate.madeIn(folder);
        String text = Files.readString(recipe)
                .replace("listen 80;", "listen 127.0.0.1:" + FreePort.found() + ";")
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;")
                .replace("signet.example.com", "localhost")
                .replace(
                        "/etc/ssl/signet/fullchain.pem",
                        certificate.certificateFile().toString())
                .replace("/etc/ssl/signet/privkey.pem", certificate.keyFile().toString())
                .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + server.port());
        Path own = Files.writeString(folder.resolve("recipe.conf"), text);
        Path main = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid %1$s/nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    include %2$s;
                }
                """.formatted(folder, own));
        process = new ProcessBuilder(
                        PROGRAM.toString(), "-e", folder.resolve("error.log").toString(), "-c", main.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile())
                .start();
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public URI at(String path) {
        return URI.create("https://localhost:" + port + server.at(path).getRawPath());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
