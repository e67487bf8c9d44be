package org.signetmail.signin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.signetmail.server.ServerUnderTest;

/**
 * A client with a loopback address of its own, so that its wrong attempts don't throttle other tests.
 *
 * @param address last octet of its loopback address, 127.0.0.x
 * @param headers additional header lines, each with its line end
 */
record ClientOfAnotherAddress(ServerUnderTest server, int address, String headers) {
    ClientOfAnotherAddress(ServerUnderTest server) {
        this(server, 9, "");
    }

    ClientOfAnotherAddress saying(String header, String value) {
        return new ClientOfAnotherAddress(server, address, headers + header + ": " + value + "\r\n");
    }

    /** The whole response, head and body. */
    String signIn(String name, String password) throws IOException {
        String body = "sign-in=sign-in&go=go&jakarta.faces.ViewState=stateless&to=%2F&user="
                + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        try (var line = new Socket(
                InetAddress.getLoopbackAddress(),
                server.port(),
                InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) address}),
                0)) {
            line.getOutputStream()
                    .write(("POST /sign-in.xhtml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length() + "\r\n" + headers + "\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
