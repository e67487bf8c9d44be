package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.practice.Contoso;

/** The operator's proxy rejects connections to Entra and Graph. */
class ProxyRefusesIT {
    private static final String SIGN_IN =
            "Basic " + Base64.getEncoder().encodeToString("proxy-user:canary-p@ss".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @Test
    void theRejectionIsExplained() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        var proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var refusing = new Thread(() -> refuseAll(proxy, received));
        refusing.setDaemon(true);
        refusing.start();
        try (var env = new TestEnvironment("proxy-refuses", folder)) {
            env.server.with("signet.proxy", "http://proxy-user:canary-p%40ss@127.0.0.1:" + proxy.getLocalPort());
            env.start();
            var administrator = env.administrator();
            administrator.turnOn();
            administrator.chooseType("OAuth 2.0");
            administrator.typeContoso("Microsoft Graph");

            Explanation.assertExplained(
                    administrator, administrator.testCredentials(), "The proxy does not let the request through");
            administrator.save();
            Explanation.assertExplained(
                    administrator,
                    administrator.testSettings(Contoso.GUEST),
                    "The proxy does not let the request through");
            assertThat(received).containsOnly("CONNECT", "Proxy-Authorization: " + SIGN_IN);
            assertThat(administrator.page.content() + env.server.log())
                    .doesNotContain("proxy-user", "canary-p", SIGN_IN);
            assertThat(env.tenant.requests().all()).isEmpty();
        } finally {
            proxy.close();
        }
    }

    /** Rejects every CONNECT request, as in RFC 9110, section 9.3.6. */
    private static void refuseAll(ServerSocket proxy, List<String> received) {
        while (!proxy.isClosed()) {
            try (var visitor = proxy.accept();
                    var reader = new BufferedReader(
                            new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII))) {
                received.add(reader.readLine().split(" ", -1)[0]);
                for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                    if (line.startsWith("Proxy-")) {
                        received.add(line);
                    }
                }
                visitor.getOutputStream()
                        .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                // The test is over, or the client has gone.
            }
        }
    }
}
