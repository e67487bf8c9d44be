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
import org.signetmail.token.LoopbackTls;
import org.signetmail.token.MovedClock;

/** Where an answer ends: what comes next over the connection is the next one. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class AnswerEndTest {
    @TempDir
    Path folder;

    private final CloudHttpClient line = CloudHttpClient.pooled(OutboundProxy.NONE, new MovedClock());
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
    void afterAnAnswerWhoseEndIsKnownTheConnectionGoesOn(int status, String body, String said) throws Exception {
        try (var host = RawHost.answering(tls, said.replace("~", "\r\n"))) {
            for (int call = 0; call < 2; call++) {
                HttpReply answer = host.get(line);
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.body()).isEqualTo(body);
            }
            assertThat(host.connections()).isEqualTo(1);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var elsewhere = RawHost.answering(tls, RawHost.OK);
                var host = RawHost.answering(
                        tls,
                        "HTTP/1.1 302 Found\r\nLocation: " + elsewhere.address() + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(host.get(line).status()).isEqualTo(302);
            assertThat(host.get(line).header("location"))
                    .isEqualTo(elsewhere.address().toString());

            assertThat(host.connections()).isEqualTo(1);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void anAnswerThatEndsWithItsConnectionIsRead() throws Exception {
        try (var host = new RawHost(tls, caller -> {
            caller.request();
            caller.say("HTTP/1.1 200 OK\r\n\r\nall of it");
        })) {
            assertThat(host.get(line).body()).isEqualTo("all of it");
            assertThat(host.get(line).body()).isEqualTo("all of it");
            assertThat(host.connections()).isEqualTo(2);
        }
    }
}
