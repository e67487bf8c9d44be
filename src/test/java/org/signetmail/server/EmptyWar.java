package org.signetmail.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A WAR with nothing in it but one still page at the address that tells when a server is ready. */
public final class EmptyWar {
    private static final Map<String, String> FILES = Map.of(
            "sign-in.xhtml",
                    "<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><head><title>Empty</title></head></html>",
            "WEB-INF/web.xml", "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'/>");

    private EmptyWar() {}

    /** Written into this folder. */
    public static Path in(Path folder) throws IOException {
        Path war = folder.resolve("empty.war");
        try (var zip = new ZipOutputStream(Files.newOutputStream(war))) {
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return war;
    }
}
