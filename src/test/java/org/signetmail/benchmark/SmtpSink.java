package org.signetmail.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An SMTP server that does nothing with a mail but count it, and offers what Exchange offers. */
final class SmtpSink implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final ArrivalCounter arrivalCounter = new ArrivalCounter();
    private final ExecutorService sessions = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "session");
        thread.setDaemon(true);
        return thread;
    });
    private final ServerSocket door;
    private final SSLContext tls;

    SmtpSink(InetAddress here, int port, SSLContext tls) throws IOException {
        this.tls = tls;
        door = new ServerSocket(port, BACKLOG, here);
        sessions.execute(this::open);
    }

    /** Arguments: the port, the port on which it tells its count, the folder with the certificate. */
    public static void main(String[] given) throws Exception {
        var everywhere = InetAddress.getByAddress(new byte[4]);
        var sink = new SmtpSink(everywhere, Integer.parseInt(given[0]), showing(Path.of(given[2])));
        sink.arrivalCounter.answerOn(everywhere, Integer.parseInt(given[1]));
        Thread.currentThread().join();
    }

    int port() {
        return door.getLocalPort();
    }

    ArrivalCounter tally() {
        return arrivalCounter;
    }

    /** With the certificate that {@link Certificate} made. */
    static SSLContext showing(Path folder) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Certificate.keys(folder))) {
            store.load(in, Certificate.PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, Certificate.PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                visitor.setTcpNoDelay(true);
                sessions.execute(() -> serve(visitor));
            } catch (IOException gone) {
                // Closed, or a visitor who left at the door.
            }
        }
    }

    private void serve(Socket visitor) {
        try (visitor) {
            new SmtpSinkSession(visitor, tls, arrivalCounter).run();
        } catch (IOException hungUp) {
            // Clients hang up as they like.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        sessions.shutdownNow();
    }
}
