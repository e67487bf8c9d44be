package org.signetmail.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.signetmail.server.ServerUnderTest;

/** A visitor from another address than the other tests', so that its wrong tries don't make them wait. */
record FromElsewhere(ServerUnderTest server) {
    private static final byte[] ADDRESS = {127, 0, 0, 9};

    /** The whole answer, head and body. */
    String signIn(String name, String password) throws IOException {
        String body = "sign-in=sign-in&go=go&jakarta.faces.ViewState=stateless&to=%2F&user="
                + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        try (var line =
                new Socket(InetAddress.getLoopbackAddress(), server.port(), InetAddress.getByAddress(ADDRESS), 0)) {
            line.getOutputStream()
                    .write(("POST /sign-in.xhtml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
