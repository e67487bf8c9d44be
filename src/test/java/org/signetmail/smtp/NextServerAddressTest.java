package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.account.Trust;
import org.signetmail.net.Deadline;
import org.signetmail.net.SeveralAddresses;
import org.signetmail.token.LoopbackTls;

/** An SMTP server whose name resolves to several machines. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Nothing interrupts a read.
class NextServerAddressTest extends SmtpSending {
    private static final Duration TIME = Duration.ofSeconds(20);

    /** For tests in which an address that never responds uses up its share. */
    private static final Duration SHORT_TIME = Duration.ofSeconds(5);

    private LoopbackTls tls;

    @BeforeEach
    void authority() throws Exception {
        tls = new LoopbackTls(folder);
    }

    private ScriptedSmtp at(String address, int port, TlsMode mode, Function<String, String> script) throws Exception {
        return at(address, port, mode, tls.localhost(), script);
    }

    private static ScriptedSmtp at(
            String address, int port, TlsMode mode, SSLContext context, Function<String, String> script)
            throws IOException {
        return new ScriptedSmtp(SeveralAddresses.address(address), port, context, mode == TlsMode.IMPLICIT, script);
    }

    private static String accept(String said) {
        return acceptingSignIn(said, "PLAIN");
    }

    /** Connects and sends NOOP. */
    private void open(int port, TlsMode mode, String... addresses) throws SmtpFailure {
        open(TIME, port, mode, addresses);
    }

    private void open(Duration time, int port, TlsMode mode, String... addresses) throws SmtpFailure {
        var to = new SmtpEndpoint(new SmtpServer("localhost", port), mode, Trust.only(tls.caFile()), FROM.domain());
        Deadline deadline = Deadline.in(time);
        try (var open = SmtpOpening.open(to, BASIC, SeveralAddresses.are(addresses), deadline, Clock.systemUTC())) {
            open.noop(deadline);
        }
    }

    private SmtpFailure failure(int port, TlsMode mode, String... addresses) {
        return failure(TIME, port, mode, addresses);
    }

    private SmtpFailure failure(Duration time, int port, TlsMode mode, String... addresses) {
        return catchThrowableOfType(SmtpFailure.class, () -> open(time, port, mode, addresses));
    }

    @Nested
    class TheNextAddressIsUsed {
        @ParameterizedTest
        @EnumSource(TlsMode.class)
        void ifTheFirstRefuses(TlsMode mode) throws Exception {
            try (var smtp = at("127.0.0.1", 0, mode, NextServerAddressTest::accept)) {
                open(smtp.server().port(), mode, "127.0.0.2", "127.0.0.1");

                assertThat(smtp.heard()).contains("NOOP");
            }
        }

        @Test
        void ifTheFirstDropsAllPackets() throws Exception {
            var mode = TlsMode.STARTTLS;
            try (var hole = new SeveralAddresses.BlackHole("127.0.0.2");
                    var smtp = at("127.0.0.1", hole.port(), mode, NextServerAddressTest::accept)) {
                open(SHORT_TIME, smtp.server().port(), mode, "127.0.0.2", "127.0.0.1");

                assertThat(smtp.heard()).contains("NOOP");
            }
        }

        @ParameterizedTest
        @EnumSource(value = TlsMode.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void ifTheFirstConnectsAndStaysSilent(TlsMode mode) throws Exception {
            try (var silent = SeveralAddresses.silent("127.0.0.2");
                    var smtp = at("127.0.0.1", silent.getLocalPort(), mode, NextServerAddressTest::accept)) {
                open(SHORT_TIME, smtp.server().port(), mode, "127.0.0.2", "127.0.0.1");

                assertThat(smtp.heard()).contains("NOOP");
            }
        }

        @ParameterizedTest
        @EnumSource(value = TlsMode.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void ifTheFirstHasACertificateForAnotherName(TlsMode mode) throws Exception {
            try (var smtp = at("127.0.0.1", 0, mode, NextServerAddressTest::accept);
                    var other = at(
                            "127.0.0.2",
                            smtp.server().port(),
                            mode,
                            tls.serverNamed("other.example"),
                            NextServerAddressTest::accept)) {
                open(smtp.server().port(), mode, "127.0.0.2", "127.0.0.1");

                assertThat(smtp.heard()).contains("NOOP");
                assertThat(other.heard()).noneMatch(said -> said.startsWith("AUTH"));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"421 4.3.2 shutting down", "554 5.3.2 not here", ScriptedSmtp.HANG_UP})
        void ifTheFirstRefusesAllClients(String greeting) throws Exception {
            try (var smtp = at("127.0.0.1", 0, TlsMode.STARTTLS, NextServerAddressTest::accept);
                    var closing = at("127.0.0.2", smtp.server().port(), TlsMode.STARTTLS, said -> greeting)) {
                open(smtp.server().port(), TlsMode.STARTTLS, "127.0.0.2", "127.0.0.1");

                assertThat(smtp.heard()).contains("NOOP");
                assertThat(closing.heard()).noneMatch(said -> said.startsWith("AUTH"));
            }
        }

        @Test
        void ifTheFirstRefusesTls() throws Exception {
            try (var smtp = at("127.0.0.1", 0, TlsMode.STARTTLS, NextServerAddressTest::accept);
                    var stripped = at("127.0.0.2", smtp.server().port(), TlsMode.STARTTLS, ScriptedSmtp::willing)) {
                open(smtp.server().port(), TlsMode.STARTTLS, "127.0.0.2", "127.0.0.1");

                assertThat(smtp.heard()).contains("NOOP");
                assertThat(stripped.heard()).noneMatch(said -> said.startsWith("AUTH"));
            }
        }

        @Test
        void ifOnlyIpv6Works() throws Exception {
            try (var smtp = at("::1", 0, TlsMode.STARTTLS, NextServerAddressTest::accept)) {
                open(smtp.server().port(), TlsMode.STARTTLS, "127.0.0.1", "::1");

                assertThat(smtp.heard()).contains("NOOP").anyMatch(said -> said.startsWith("EHLO contoso.example"));
            }
        }
    }

    @Nested
    class NoFurtherAddressIsTried {
        @ParameterizedTest
        @ValueSource(strings = {"535 5.7.3 no", "454 4.7.0 not now", "421 4.7.0 go away", ScriptedSmtp.HANG_UP})
        void onceASignInHasBegun(String reply) throws Exception {
            try (var refusing = at(
                            "127.0.0.1", 0, TlsMode.STARTTLS, said -> said.startsWith("AUTH") ? reply : accept(said));
                    var second = at(
                            "127.0.0.2", refusing.server().port(), TlsMode.STARTTLS, NextServerAddressTest::accept)) {
                failure(refusing.server().port(), TlsMode.STARTTLS, "127.0.0.1", "127.0.0.2");

                assertThat(refusing.heard()).anyMatch(said -> said.startsWith("AUTH"));
                assertThat(second.heard()).isEmpty();
            }
        }

        @Test
        void afterTwoRefuseAllClients() throws Exception {
            try (var third = at("127.0.0.3", 0, TlsMode.NONE, NextServerAddressTest::accept)) {
                int port = third.server().port();
                try (var first = at("127.0.0.1", port, TlsMode.NONE, said -> "421 4.3.2 busy");
                        var second = at("127.0.0.2", port, TlsMode.NONE, said -> "421 4.3.2 busy")) {
                    SmtpFailure none = failure(port, TlsMode.NONE, "127.0.0.1", "127.0.0.2", "127.0.0.3");

                    assertThat(none.symptom().code()).isEqualTo("421 4.3.2");
                    assertThat(first.heard()).noneMatch(said -> said.startsWith("AUTH"));
                    assertThat(second.heard()).noneMatch(said -> said.startsWith("AUTH"));
                    assertThat(third.heard()).isEmpty();
                }
            }
        }

        @Test
        void afterTwoOfferNoSignIn() throws Exception {
            try (var third = at("127.0.0.3", 0, TlsMode.NONE, NextServerAddressTest::accept)) {
                int port = third.server().port();
                try (var first = at("127.0.0.1", port, TlsMode.NONE, ScriptedSmtp::willing);
                        var second = at("127.0.0.2", port, TlsMode.NONE, ScriptedSmtp::willing)) {
                    SmtpFailure none = failure(port, TlsMode.NONE, "127.0.0.1", "127.0.0.2", "127.0.0.3");

                    assertThat(none.symptom().code()).isEqualTo(SmtpTransport.NO_SIGN_IN);
                    assertThat(first.heard()).anyMatch(said -> said.startsWith("EHLO"));
                    assertThat(second.heard()).anyMatch(said -> said.startsWith("EHLO"));
                    assertThat(third.heard()).isEmpty();
                }
            }
        }
    }

    @Test
    void theMostInformativeFailureIsReportedWithItsAddress() throws Exception {
        try (var silent = SeveralAddresses.silent("127.0.0.2")) {
            Symptom seen = failure(
                            SHORT_TIME, silent.getLocalPort(), TlsMode.STARTTLS, "127.0.0.1", "127.0.0.2", "127.0.0.3")
                    .symptom();

            assertThat(seen.code()).isEqualTo(Symptom.NET_TIME_OUT);
            assertThat(seen.words())
                    .startsWith("localhost at 127.0.0.2: ")
                    .endsWith("; also tried 127.0.0.1, 127.0.0.3");
        }
    }

    /** The share covers opening only: if it also cut off the password check, no other address could be tried. */
    @Test
    void aSignInMayTakeLongerThanTheShareOfItsAddress() throws Exception {
        var slowly = new CountDownLatch(1);
        try (var smtp = at("127.0.0.1", 0, TlsMode.NONE, said -> {
            if (said.startsWith("AUTH")) {
                slowly(slowly);
            }
            return accept(said);
        })) {
            open(SHORT_TIME, smtp.server().port(), TlsMode.NONE, "127.0.0.1", "127.0.0.2");

            assertThat(smtp.heard()).contains("NOOP");
        }
    }

    private static void slowly(CountDownLatch never) {
        try {
            assertThat(never.await(SHORT_TIME.toMillis() * 2 / 3, TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
