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

/** A server that takes everything and tells byte by byte what it heard; text here is bytes, read as ISO 8859-1. */
final class RawPeer implements AutoCloseable {
    private static final String END = "\r\n.\r\n";

    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final String extensions;
    private List<String> commands = new ArrayList<>();
    private List<String> contents = new ArrayList<>();

    /**
     * What came since it was asked last.
     *
     * @param commands each as it stood between two line feeds, the carriage return before the second included
     * @param contents each as it was meant: without the dots that DATA wants
     */
    record Heard(List<String> commands, List<String> contents) {}

    /** @param extensions apart by blanks */
    RawPeer(String extensions) throws IOException {
        this.extensions = extensions;
        InBackground.start("raw-peer", () -> {
            while (true) {
                Socket caller = door.accept();
                caller.setTcpNoDelay(true);
                InBackground.start("raw-peer", () -> talk(caller));
            }
        });
    }

    SmtpServer server() {
        return new SmtpServer("localhost", door.getLocalPort());
    }

    synchronized Heard heard() {
        var heard = new Heard(commands, contents);
        commands = new ArrayList<>();
        contents = new ArrayList<>();
        return heard;
    }

    @Override
    public void close() throws IOException {
        door.close();
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
                String[] words = command.strip().split(" ", -1);
                switch (words[0].toUpperCase(Locale.ROOT)) {
                    case "EHLO" ->
                        say(caller, "250-raw.example\r\n250-" + extensions.replace(" ", "\r\n250-") + "\r\n250 HELP");
                    case "MAIL", "RCPT", "NOOP" -> say(caller, "250 fine");
                    case "DATA" -> {
                        say(caller, "354 go on");
                        take(unstuffed(in));
                        say(caller, "250 taken");
                    }
                    case "BDAT" -> {
                        byte[] chunk = in.readNBytes(Integer.parseInt(words[1]));
                        if (words.length > 2) {
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

    /** Reads until the end was read, which may have begun in what came before. */
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
            // No end of one of these begins again within itself but with its first byte.
            matched = one == wanted[matched] ? matched + 1 : one == wanted[0] ? 1 : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static void say(Socket caller, String reply) throws IOException {
        caller.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
