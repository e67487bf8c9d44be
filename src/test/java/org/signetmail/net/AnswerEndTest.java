package org.signetmail.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.account.OutboundProxy;
import org.signetmail.token.AdjustableClock;
import org.signetmail.token.LoopbackTls;

/** Where an HTTP reply ends, and whether the next one on the connection is read correctly. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class AnswerEndTest {
    @TempDir
    Path folder;

    private final CloudHttpClient client = CloudHttpClient.pooled(OutboundProxy.NONE, new AdjustableClock());
    private LoopbackTls tls;

    @BeforeEach
    void authority() throws IOException, GeneralSecurityException {
        tls = new LoopbackTls(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "200, okay, 'HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~2;x=y~ay~0~~'",
        "200, ok, 'HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~ok'",
        "202, '', 'HTTP/1.1 202 Accepted~Content-Length: 0~~'",
        "204, '', 'HTTP/1.1 204 No Content~~'",
        "304, '', 'HTTP/1.1 304 Not Modified~Content-Length: 9~~'",
        "404, no, 'HTTP/1.1 404 Not Found~Content-Length: 2~~no'"
    })
    void theConnectionIsReusedAfterAReplyOfKnownLength(int status, String body, String response) throws Exception {
        try (var host = RawHost.replying(tls, response.replace("~", "\r\n"))) {
            for (int call = 0; call < 2; call++) {
                HttpReply reply = host.get(client);
                assertThat(reply.status()).isEqualTo(status);
                assertThat(reply.body()).isEqualTo(body);
            }
            assertThat(host.connections()).isEqualTo(1);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var elsewhere = RawHost.replying(tls, RawHost.OK);
                var host = RawHost.replying(
                        tls,
                        "HTTP/1.1 302 Found\r\nLocation: " + elsewhere.address() + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(host.get(client).status()).isEqualTo(302);
            assertThat(host.get(client).header("location"))
                    .isEqualTo(elsewhere.address().toString());

            assertThat(host.connections()).isEqualTo(1);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void aReplyThatEndsWithTheConnectionIsRead() throws Exception {
        try (var host = new RawHost(tls, caller -> {
            caller.request();
            caller.send("HTTP/1.1 200 OK\r\n\r\nall of it");
        })) {
            assertThat(host.get(client).body()).isEqualTo("all of it");
            assertThat(host.get(client).body()).isEqualTo("all of it");
            assertThat(host.connections()).isEqualTo(2);
        }
    }
}
