package org.signetmail.practice;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** One port of the relay. A SubEthaSMTP server can't be changed once it runs, so that every change makes a new one. */
final class RelayPort implements AutoCloseable {
    /** How this port is encrypted. */
    enum Tls {
        STARTTLS,
        IMPLICIT,
        NONE
    }

    /** What can be changed from outside. */
    record Arrangement(boolean open, boolean startTls, SSLContext certificate) {}

    private final Tls tls;
    private final Failures failures;
    private final Mailboxes mailboxes;
    private final RequestLog requests;
    private int port;
    private @Nullable Arrangement arranged;
    private @Nullable SMTPServer server;

    RelayPort(Tls tls, Failures failures, Mailboxes mailboxes, RequestLog requests) {
        this.tls = tls;
        this.failures = failures;
        this.mailboxes = mailboxes;
        this.requests = requests;
    }

    void open(int wantedPort, Arrangement arrangement) throws IOException {
        FreePort.open(wantedPort, candidate -> {
            port = candidate;
            start(arrangement);
            return this;
        });
    }

    int port() {
        return port;
    }

    synchronized void set(Arrangement arrangement) throws IOException {
        if (arrangement.equals(arranged)) {
            return;
        }
        close();
        if (arrangement.open()) {
            start(arrangement);
        }
        arranged = arrangement;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    private synchronized void start(Arrangement arrangement) throws IOException {
        var builder = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("relay.contoso.example")
                .softwareName("practice relay")
                .insertReceivedHeaders(false)
                .executorService(Executors.newCachedThreadPool(task -> {
                    var thread = new Thread(task, "practice-relay");
                    thread.setDaemon(true);
                    return thread;
                }))
                .messageHandlerFactory(Letter::new);
        SSLContext certificate = arrangement.certificate();
        if (tls != Tls.NONE) {
            builder.authenticationHandlerFactory(new RelaySignIn(failures, requests))
                    .requireAuth();
        }
        if (tls == Tls.IMPLICIT) {
            builder.serverSocketFactory(certificate);
        } else if (tls == Tls.STARTTLS && arrangement.startTls()) {
            builder.requireTLS().startTlsSocketFactory(certificate);
        }
        var starting = builder.build();
        try {
            starting.start();
        } catch (RuntimeException wrapped) {
            if (wrapped.getCause() instanceof BindException taken) {
                throw taken;
            }
            throw wrapped;
        }
        server = starting;
        arranged = arrangement;
    }

    /** One mail on its way in. */
    private final class Letter implements MessageHandler {
        private final MessageContext context;
        private final List<String> recipients = new ArrayList<>();
        private String from = "";

        Letter(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (failures.is(Failure.RELAY_RECIPIENT_REFUSED)) {
                throw new RejectException(550, "5.7.1 <" + recipient + ">: Relaying denied");
            }
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws IOException {
            byte[] raw = new BufferedInputStream(data).readAllBytes();
            mailboxes.deliver(from, new StoredMail(requests.now(), "Relay", from, recipients, raw));
            return "2.0.0 Ok: queued as " + Integer.toHexString(context.hashCode());
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }
}
