package org.signetmail.smtp;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.signetmail.account.SmtpServer;

/** An SMTP server on loopback that sends scripted replies, valid or not. */
final class ScriptedSmtp implements AutoCloseable {
    /** Pseudo-commands passed to the script: on connect, and at the end of the content. */
    static final String CONNECTED = "<connected>";

    static final String FINAL_DOT = "<final dot>";

    /** Pseudo-replies; this one may follow a reply. */
    static final String HANG_UP = "<hang up>";

    static final String SILENCE = "<silence>";

    /** A byte now and then, forever. */
    static final String DRIP = "<drip>";

    /** A line of a gigabyte. */
    static final String FLOOD = "<flood>";

    /** Continuation lines without end. */
    static final String ENDLESS = "<endless>";

    private static final int GIGABYTE = 1 << 30;

    private final ServerSocket listener;
    private final SSLContext tls;
    private final boolean implicit;
    private final Function<String, String> script;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream everything = new ByteArrayOutputStream();
    final Semaphore ended = new Semaphore(0); // A permit for each connection that was read to its end.
    private volatile boolean refusesChunks;
    private volatile boolean closed;

    ScriptedSmtp(Function<String, String> script) throws IOException {
        this(null, false, script);
    }

    ScriptedSmtp(SSLContext tls, boolean implicit, Function<String, String> script) throws IOException {
        this(InetAddress.getLoopbackAddress(), 0, tls, implicit, script);
    }

    ScriptedSmtp(InetAddress own, int port, SSLContext tls, boolean implicit, Function<String, String> script)
            throws IOException {
        this.tls = tls;
        this.implicit = implicit;
        this.script = script;
        listener = new ServerSocket(port, 10, own);
        start(this::acceptAll);
    }

    /** A relay that accepts everything; tests override single replies. */
    static String willing(String command) {
        return switch (command.split("[ :]", -1)[0]) {
            case CONNECTED -> "220 relay.example ready";
            case "EHLO" -> "250-relay.example\r\n250 8BITMIME";
            case "DATA" -> "354 go on";
            case "<final" -> "250 2.0.0 queued as 4711";
            case "QUIT" -> "221 bye";
            default -> "250 2.1.0 fine";
        };
    }

    SmtpServer server() {
        return new SmtpServer("localhost", listener.getLocalPort());
    }

    List<String> heard() {
        return heard;
    }

    /** Every byte received, through TLS or not, decoded as ISO 8859-1. */
    String everything() {
        return everything.toString(StandardCharsets.ISO_8859_1);
    }

    /** The chunks received by BDAT. */
    List<String> taken() {
        return taken;
    }

    /** Disables BDAT: a chunk is read as commands. */
    ScriptedSmtp withoutChunks() {
        refusesChunks = true;
        return this;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!closed) {
            try {
                Socket caller = listener.accept();
                start(() -> talk(caller));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void talk(Socket caller) {
        try (caller) {
            Socket line = implicit ? secured(caller) : caller;
            if (!say(line, CONNECTED)) {
                return;
            }
            boolean content = false;
            var reader = reader(line);
            for (String said = reader.readLine(); said != null; said = reader.readLine()) {
                if (content && !said.equals(".")) {
                    continue;
                }
                if (said.startsWith("BDAT ") && !refusesChunks) {
                    taken.add(chunk(reader, Integer.parseInt(said.split(" ", -1)[1])));
                }
                String command = content ? FINAL_DOT : said;
                content = !content && said.equals("DATA") && script.apply(said).matches("(?s)(.*\n)?354.*");
                heard.add(command);
                if (!say(line, command)) {
                    return;
                }
                if (command.equals("STARTTLS") && tls != null) {
                    line = secured(caller);
                    reader = reader(line);
                }
            }
        } catch (IOException over) {
            // The caller disconnected, or the test is over.
        } finally {
            ended.release();
        }
    }

    private static String chunk(BufferedReader reader, int size) throws IOException {
        var chunk = new StringBuilder();
        while (chunk.length() < size) {
            int one = reader.read();
            if (one < 0) {
                throw new IOException("The caller hung up within a chunk");
            }
            chunk.append((char) one);
        }
        return chunk.toString();
    }

    private boolean say(Socket line, String command) throws IOException {
        String reply = script.apply(command);
        OutputStream out = line.getOutputStream();
        if (reply.endsWith(HANG_UP) && reply.length() > HANG_UP.length()) {
            out.write((reply.replace(HANG_UP, "") + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return false;
        }
        switch (reply) {
            case HANG_UP -> {
                return false;
            }
            case SILENCE -> {
                return true;
            }
            case DRIP -> {
                while (!closed) {
                    out.write("2".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    if (!isConnected(line)) {
                        return false;
                    }
                }
                return false;
            }
            case FLOOD -> {
                byte[] much = "2".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                for (int sent = 0; sent < GIGABYTE && !closed; sent += much.length) {
                    out.write(much);
                }
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                return true;
            }
            case ENDLESS -> {
                byte[] lines = "220-and so on\r\n".repeat(1 << 12).getBytes(StandardCharsets.US_ASCII);
                while (!closed) {
                    out.write(lines);
                }
                return false;
            }
            default -> {
                out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                return true;
            }
        }
    }

    /** Whether the caller is still connected after a moment shorter than any socket timeout. */
    private boolean isConnected(Socket line) throws IOException {
        line.setSoTimeout(20);
        try {
            return heardFrom(line).read() >= 0;
        } catch (SocketTimeoutException silent) {
            return true;
        }
    }

    private SSLSocket secured(Socket plain) throws IOException {
        var secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
        secured.setUseClientMode(false);
        return secured;
    }

    private BufferedReader reader(Socket line) throws IOException {
        return new BufferedReader(new InputStreamReader(heardFrom(line), StandardCharsets.ISO_8859_1));
    }

    private InputStream heardFrom(Socket line) throws IOException {
        return new RecordedTraffic(line.getInputStream(), everything);
    }
}
