package org.signetmail.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.signetmail.account.SmtpServer;

/** An SMTP server that accepts everything and records it byte by byte, decoded as ISO 8859-1. */
final class RawPeer implements AutoCloseable {
    private static final String END = "\r\n.\r\n";

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final String extensions;
    private List<String> commands = new ArrayList<>();
    private List<String> contents = new ArrayList<>();

    /**
     * What was received since the last call.
     *
     * @param commands each as found between two line feeds, including the carriage return before the second
     * @param contents with DATA's dot-stuffing removed
     */
    record Heard(List<String> commands, List<String> contents) {}

    /** @param extensions separated by spaces */
    RawPeer(String extensions) throws IOException {
        this.extensions = extensions;
        InBackground.start("raw-peer", () -> {
            while (true) {
                Socket caller = listener.accept();
                caller.setTcpNoDelay(true);
                InBackground.start("raw-peer", () -> talk(caller));
            }
        });
    }

    SmtpServer server() {
        return new SmtpServer("localhost", listener.getLocalPort());
    }

    synchronized Heard heard() {
        var heard = new Heard(commands, contents);
        commands = new ArrayList<>();
        contents = new ArrayList<>();
        return heard;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void talk(Socket caller) throws IOException {
        try (caller) {
            var in = new BufferedInputStream(caller.getInputStream());
            say(caller, "220 raw.example");
            while (true) {
                String command = until(in, "\n");
                synchronized (this) {
                    commands.add(command);
                }
                String[] parts = command.strip().split(" ", -1);
                switch (parts[0].toUpperCase(Locale.ROOT)) {
                    case "EHLO" ->
                        say(caller, "250-raw.example\r\n250-" + extensions.replace(" ", "\r\n250-") + "\r\n250 HELP");
                    case "MAIL", "RCPT", "NOOP" -> say(caller, "250 fine");
                    case "DATA" -> {
                        say(caller, "354 go on");
                        take(unstuffed(in));
                        say(caller, "250 taken");
                    }
                    case "BDAT" -> {
                        byte[] chunk = in.readNBytes(Integer.parseInt(parts[1]));
                        if (parts.length > 2) {
                            take(new String(chunk, StandardCharsets.ISO_8859_1));
                        }
                        say(caller, "250 taken");
                    }
                    case "QUIT" -> say(caller, "221 bye");
                    default -> say(caller, "500 what");
                }
            }
        }
    }

    private synchronized void take(String content) {
        contents.add(content);
    }

    private static String unstuffed(InputStream in) throws IOException {
        String stuffed = "\r\n" + until(in, END, "\r\n");
        return stuffed.substring(2, stuffed.length() - END.length() + 2).replaceAll("(?<=^|\r\n)\\.", "");
    }

    private static String until(InputStream in, String end) throws IOException {
        return until(in, end, "");
    }

    /** Reads up to the terminator, which may begin in {@code before}. */
    private static String until(InputStream in, String end, String before) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] wanted = end.getBytes(StandardCharsets.ISO_8859_1);
        int matched = end.startsWith(before) ? before.length() : 0;
        while (matched < wanted.length) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("The caller hung up");
            }
            bytes.write(one);
            // These terminators repeat only their first byte, so no partial match is lost.
            matched = one == wanted[matched] ? matched + 1 : one == wanted[0] ? 1 : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void say(Socket caller, String reply) throws IOException {
        caller.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
