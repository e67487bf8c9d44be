package org.signetmail.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signetmail.check.CheckFixture.failing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Relay;
import org.signetmail.account.RelayAllowList;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TlsMode;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.SeveralAddresses;
import org.signetmail.smtp.Relays;

/** Attempts to explore the server's network through the host field. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // There is no container.
class RelayHostsTest {
    /** Names and their addresses. Everything else is resolved by the JDK, such as literals. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "loopback.attacker.example", List.of("127.0.0.1"),
            "loopback6.attacker.example", List.of("::1"),
            "metadata.attacker.example", List.of("169.254.169.254"),
            "mapped.attacker.example", List.of("::ffff:127.0.0.1"),
            "good-and-bad.attacker.example", List.of("203.0.113.7", "127.0.0.1"),
            "bad-and-good.attacker.example", List.of("fe80::1", "203.0.113.7"),
            "localhost", List.of("127.0.0.1", "::1"));

    private static final String HOSTS = """
            127.0.0.1 127.1 127.0.1 127.255.255.254 2130706433 00000127.0.0.1 0 0.0.0.0 0.1.2.3
            localhost LOCALHOST ::1 0:0:0:0:0:0:0:1 :: ::ffff:7f00:1 ::ffff:a9fe:a9fe ::7f00:1
            ::ffff:0:7f00:1 2002:7f00:1::1 2002:a9fe:a9fe:: 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
            64:ff9b:1::7f00:1 2001:0:4136:e378:8000:63bf:3fff:fdd2 fd00::5efe:7f00:1
            2001:db8::200:5efe:a9fe:a9fe 169.254.169.254 169.254.170.2 2852039166 169.254.0.1 fe80::1
            febf::1 fd00:ec2::254 fd20:ce::254 100.100.100.200 168.63.129.16 192.0.0.192 224.0.0.1
            239.255.255.250 240.0.0.1 255.255.255.255 ff02::1 ff0e::1 loopback.attacker.example
            loopback6.attacker.example metadata.attacker.example mapped.attacker.example
            good-and-bad.attacker.example bad-and-good.attacker.example
            """;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    static Stream<String> hosts() {
        return Stream.of(HOSTS.strip().split("\\s+"));
    }

    private static List<InetAddress> byName(String host) throws UnknownHostException {
        if (!NAMES.containsKey(host)) {
            return AddressResolver.SYSTEM.addressesOf(host);
        }
        var found = new ArrayList<InetAddress>();
        for (String literal : NAMES.get(host)) {
            found.add(SeveralAddresses.address(literal));
        }
        return found;
    }

    private Finding tested(String host, int port) {
        return tested(host, port, "", RelayHostsTest::byName);
    }

    private Finding tested(String host, int port, String listed, AddressResolver resolver) {
        var check = CheckFixture.check(failing("never asked", 0), threads);
        check.relays = Relays.probe(Clock.systemUTC(), RelayAllowList.of(listed), resolver);
        var account = new MailAccount.SmtpRelay(new Relay(new SmtpServer(host, port), TlsMode.NONE), Optional.empty());
        return check.run(account, unseen -> {}).finding().orElseThrow();
    }

    /** Everything that the page shows except the time. */
    private static List<Object> shown(Finding finding) {
        return List.of(
                finding.id(),
                finding.headline(),
                finding.explanation(),
                finding.who(),
                finding.steps(),
                finding.field(),
                finding.symptom().code(),
                finding.symptom().words(),
                finding.symptom().status());
    }

    /** Hosts that resolve to this machine, its network or its cloud's metadata service, in all notations of the JDK. */
    @ParameterizedTest
    @MethodSource("hosts")
    void isRefusedWithTheSameText(String host) {
        Finding seen = tested(host, 587);

        assertThat(seen.symptom().code()).isEqualTo(Symptom.RELAY_NOT_ALLOWED);
        assertThat(shown(seen)).isEqualTo(shown(tested("203.0.113.7", 22)));
        assertThat(seen.explanation()).doesNotContain(host);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 22, 80, 443, 2500, 5432, 6379, 8587, 65535})
    void isRefusedWithTheSameTextAtOtherPorts(int port) {
        assertThat(shown(tested("203.0.113.7", port))).isEqualTo(shown(tested("127.0.0.1", 587)));
    }

    /** The JDK doesn't parse octal or hexadecimal addresses; such a host must not be connected to either. */
    @ParameterizedTest
    @ValueSource(strings = {"0x7f.1", "0x7f000001", "017700000001", "0x7f.0.0.1", "127.0.0.1."})
    void literalsUnknownToTheJdkDoNotResolve(String host) {
        assertThat(tested(host, 587).symptom().code()).isIn(Symptom.NET_NAME, Symptom.RELAY_NOT_ALLOWED);
    }

    /** The first address is allowed, and every later one is loopback (DNS rebinding). */
    @Test
    void dnsRebindingReachesNoOtherAddress() throws IOException {
        try (var here = new SingleReplyService("220 here ESMTP", "127.0.0.1")) {
            Iterator<String> answers =
                    List.of("127.0.0.2", "127.0.0.1", "127.0.0.1").iterator();
            var asked = new CopyOnWriteArrayList<String>();
            Finding seen = tested("rebinding.attacker.example", here.port(), "127.0.0.2:" + here.port(), host -> {
                asked.add(host);
                return List.of(SeveralAddresses.address(answers.next()));
            });

            assertThat(asked).hasSize(1);
            assertThat(here.callers()).isZero();
            assertThat(seen.symptom().code()).isEqualTo(Symptom.NET_UNREACHABLE);
        }
    }

    /** An open port is neither contacted nor distinguishable from a closed one. */
    @Test
    void anOpenLocalPortLooksLikeAClosedOne() throws IOException {
        int port;
        Finding open;
        int callers;
        try (var ssh = new SingleReplyService("SSH-2.0-OpenSSH_9.9", "127.0.0.1")) {
            port = ssh.port();
            open = tested("127.0.0.1", port);
            callers = ssh.callers();
        }
        Finding closed = tested("127.0.0.1", port);
        assertThat(shown(open)).isEqualTo(shown(closed));
        assertThat(callers).isZero();
    }

    /** There is no wait: an address that drops packets takes as long as one that rejects them. */
    @Test
    void theDurationRevealsNothing() {
        long began = System.nanoTime();
        for (String host : List.of("169.254.1.1", "fe80::1", "127.0.0.1", "240.0.0.1", "ff02::1")) {
            tested(host, 587);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @Nested
    class OnTheAllowList {
        @ParameterizedTest
        @CsvSource({
            "localhost, localhost:PORT",
            "127.0.0.1, 127.0.0.1:PORT",
            "127.0.0.1, '10.0.0.0/8, 127.0.0.0/8:PORT'",
        })
        void keepsItsExplanation(String host, String listed) throws IOException {
            try (var smtp = new SingleReplyService("421 4.3.2 shutting down", "127.0.0.1")) {
                Finding seen = tested(
                        host,
                        smtp.port(),
                        listed.replace("PORT", Integer.toString(smtp.port())),
                        name -> List.of(SeveralAddresses.address("127.0.0.1")));

                assertThat(seen.symptom().code()).isEqualTo("421 4.3.2");
                assertThat(seen.symptom().words()).isEqualTo("421 4.3.2 shutting down");
            }
        }

        /** A peer's text is shown only as part of an SMTP reply. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SSH-2.0-OpenSSH_9.9",
                    "HTTP/1.1 400 canary",
                    "-ERR canary",
                    "550e8400-e29b-41d4-a716-446655440000",
                    "2200 canary",
                    "550_canary",
                    "999 canary",
                    "canary",
                })
        void textOutsideAnSmtpReplyIsNotShown(String line) throws IOException {
            try (var service = new SingleReplyService(line, "127.0.0.1")) {
                Finding seen =
                        tested("127.0.0.1", service.port(), "127.0.0.1:" + service.port(), AddressResolver.SYSTEM);

                assertThat(seen.symptom().status()).isZero();
                assertThat(seen.symptom().words() + seen.explanation() + seen.steps())
                        .doesNotContain("canary", "OpenSSH", "e8400", line);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "172.16.0.1", "192.168.7.25", "fd12:3456::25", "203.0.113.7", "2001:db8::25"})
    void privateAndPublicAddressesAreAllowed(String host) throws UnknownHostException {
        assertThat(RelayAllowList.DEFAULT.allows(new SmtpServer(host, 25), List.of(SeveralAddresses.address(host))))
                .isTrue();
    }
}
