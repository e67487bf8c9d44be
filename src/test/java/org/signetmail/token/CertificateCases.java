package org.signetmail.token;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.signetmail.token.LoopbackTls.Names;

/** Server certificates, and whether each is valid for a host (RFC 9525, section 6). */
public final class CertificateCases {
    private static final Duration YEAR = Duration.ofDays(365);

    private CertificateCases() {}

    /**
     * A host and the certificate of its server.
     *
     * @param validFrom relative to now
     * @param validFor relative to {@code validFrom}
     */
    public record Case(String host, Names names, Duration validFrom, Duration validFor) {
        public SSLContext tls(LoopbackTls authority) throws GeneralSecurityException, IOException {
            Instant from = Instant.now().plus(validFrom);
            return authority.server(names, from, from.plus(validFor));
        }

        @Override
        public String toString() {
            return host + " with " + names + " from " + validFrom;
        }
    }

    public static Stream<Case> trusted() {
        return Stream.of(
                today("mail.contoso.example", "DNS:mail.contoso.example"),
                today("MAIL.contoso.example", "DNS:mail.CONTOSO.example"),
                today("mail.contoso.example", "DNS:other.example", "DNS:mail.contoso.example"),
                today("mail.contoso.example", "DNS:*.contoso.example"),
                today("127.0.0.1", "IP:127.0.0.1"));
    }

    public static Stream<Case> notTrusted() {
        String host = "mail.contoso.example";
        var right = new Names(host, List.of("DNS:" + host));
        return Stream.of(
                new Case(host, right, YEAR.multipliedBy(-2), YEAR), // expired
                new Case(host, right, YEAR, YEAR), // not valid yet
                today(host, "DNS:contoso.example"),
                today(host, "DNS:mail.contoso.example.attacker.example"),
                today(host, "DNS:attacker-mail.contoso.example"),
                today("a.mail.contoso.example", "DNS:*.contoso.example"), // a wildcard is one label
                today("contoso.example", "DNS:*.contoso.example"),
                today(host, "DNS:*.*.example"),
                today(host, "DNS:mail.*.example"),
                today(host, "DNS:*"),
                today(host, "IP:127.0.0.1"), // the address of a name is not the name
                new Case(host, new Names(host, List.of("DNS:other.example")), Duration.ZERO, YEAR), // common name
                today("127.0.0.1", "DNS:localhost"),
                today("127.0.0.1", "DNS:127.0.0.1"),
                today("127.0.0.1", "IP:127.0.0.2"));
    }

    private static Case today(String host, String... alternative) {
        return new Case(host, new Names("irrelevant", List.of(alternative)), YEAR.dividedBy(-365), YEAR);
    }
}
