package org.signetmail.practice;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Lines, chunks and dotted data of one SMTP connection, in clear at first. */
final class SmtpWire implements AutoCloseable {
    /** RFC 4954 allows 12,288 octets for what follows AUTH; a token of Entra needs a few thousand. */
    private static final int LONGEST_LINE = 16 * 1024;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    SmtpWire(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Without its line end; empty when the client has hung up. */
    Optional<String> line() throws IOException {
        byte[] line = rawLine();
        return line.length == 0 ? Optional.empty() : Optional.of(text(line));
    }

    void send(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** What follows DATA, unstuffed. */
    byte[] dotted() throws IOException {
        var data = new ByteArrayOutputStream();
        while (true) {
            byte[] line = rawLine();
            if (line.length == 0) {
                throw new EOFException("The client hung up before the final dot.");
            }
            boolean dot = line[0] == '.';
            if (dot && text(line).equals(".")) {
                return data.toByteArray();
            }
            data.write(line, dot ? 1 : 0, line.length - (dot ? 1 : 0));
        }
    }

    byte[] chunk(int bytes) throws IOException {
        byte[] chunk = in.readNBytes(bytes);
        if (chunk.length < bytes) {
            throw new EOFException("The client hung up within a chunk.");
        }
        return chunk;
    }

    /** What the client has sent ahead in clear is thrown away (RFC 3207, section 4.2). */
    void startTls(SSLContext context) throws IOException {
        var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream());
        out = new BufferedOutputStream(tls.getOutputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
    }

    private byte[] rawLine() throws IOException {
        var line = new ByteArrayOutputStream();
        int b;
        while ((b = in.read()) >= 0) {
            line.write(b);
            if (b == '\n') {
                break;
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("The client sent an endless line.");
            }
        }
        return line.toByteArray();
    }
}
