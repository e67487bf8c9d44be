package org.signetmail.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A mail server as a company or a hosting provider runs it: with a password, or open on an inner network. */
public final class PracticeRelay implements AutoCloseable {
    private final Failures failures;
    private final SSLContext good;
    private final SSLContext elsewhere;
    private final RelayPort startTls;
    private final RelayPort implicitTls;
    private final RelayPort plain;

    PracticeRelay(Failures failures, Mailboxes mailboxes, RequestLog requests, SSLContext good, SSLContext elsewhere) {
        this.failures = failures;
        this.good = good;
        this.elsewhere = elsewhere;
        startTls = new RelayPort(RelayPort.Tls.STARTTLS, failures, mailboxes, requests);
        implicitTls = new RelayPort(RelayPort.Tls.IMPLICIT, failures, mailboxes, requests);
        plain = new RelayPort(RelayPort.Tls.NONE, failures, mailboxes, requests);
    }

    PracticeRelay open(int wantedStartTls, int wantedImplicitTls, int wantedPlain) throws IOException {
        try {
            startTls.open(wantedStartTls, arrangement());
            implicitTls.open(wantedImplicitTls, arrangement());
            plain.open(wantedPlain, arrangement());
            return this;
        } catch (IOException notStarted) {
            close();
            throw notStarted;
        }
    }

    public String host() {
        return "localhost";
    }

    /** STARTTLS and a password are required. */
    public int startTlsPort() {
        return startTls.port();
    }

    /** TLS from the first byte; a password is required. */
    public int implicitTlsPort() {
        return implicitTls.port();
    }

    /** Neither TLS nor a password is offered. */
    public int plainPort() {
        return plain.port();
    }

    /** As an operator lists it, who allows it although it is on the same computer. */
    String listed() {
        return host() + ":" + startTlsPort() + "," + host() + ":" + implicitTlsPort() + "," + host() + ":"
                + plainPort();
    }

    void set() {
        try {
            for (RelayPort port : List.of(startTls, implicitTls, plain)) {
                port.set(arrangement());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List.of(startTls, implicitTls, plain).forEach(RelayPort::close);
    }

    private RelayPort.Arrangement arrangement() {
        return new RelayPort.Arrangement(
                !failures.is(Failure.RELAY_DOWN),
                !failures.is(Failure.RELAY_NO_STARTTLS),
                failures.is(Failure.RELAY_WRONG_HOST_NAME) ? elsewhere : good);
    }
}
