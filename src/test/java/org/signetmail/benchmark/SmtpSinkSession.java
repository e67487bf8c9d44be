package org.signetmail.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One client of the sink. Whoever sends without TLS or without the right sign-in gets nowhere. */
final class SmtpSinkSession {
    private static final String NO_SIGN_IN = "530 5.7.57 Client not authenticated to send mail";

    private final ArrivalCounter arrivalCounter;
    private final SSLContext tls;
    private Socket socket;
    private SinkInput in;
    private OutputStream out;
    private boolean secured;
    private boolean signedIn;

    SmtpSinkSession(Socket socket, SSLContext tls, ArrivalCounter arrivalCounter) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.arrivalCounter = arrivalCounter;
        in = new SinkInput(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    void run() throws IOException {
        say("220 sink ready");
        while (true) {
            String line = line();
            switch (line.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
                case "EHLO" -> say(greeting());
                case "STARTTLS" -> startTls();
                case "AUTH" -> say(signIn(line) ? "235 2.7.0 Authentication successful" : "535 5.7.3 Refused");
                case "MAIL", "RCPT" -> say(signedIn ? "250 2.1.0 OK" : NO_SIGN_IN);
                case "BDAT" -> chunk(line);
                case "DATA" -> data();
                case "RSET", "NOOP" -> say("250 2.0.0 OK");
                case "QUIT" -> {
                    say("221 2.0.0 Bye");
                    out.flush();
                    return;
                }
                default -> say("500 5.3.3 Unrecognized command");
            }
        }
    }

    private String greeting() {
        return "250-sink\r\n250-SIZE 37748736\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n"
                + (secured ? "250-AUTH LOGIN PLAIN XOAUTH2\r\n" : "250-STARTTLS\r\n")
                + "250-8BITMIME\r\n250 CHUNKING";
    }

    private void startTls() throws IOException {
        say("220 2.0.0 SMTP server ready");
        out.flush();
        var layered = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, false);
        layered.setUseClientMode(false);
        socket = layered;
        secured = true;
        in = new SinkInput(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    private boolean signIn(String line) throws IOException {
        String[] words = line.split(" ", -1);
        String answer = words.length > 2 ? decoded(words[2]) : asked("VXNlcm5hbWU6");
        if (words[1].equalsIgnoreCase("LOGIN")) {
            answer = asked("UGFzc3dvcmQ6");
        }
        signedIn = secured && answer.contains(Target.TOKEN);
        return signedIn;
    }

    private String asked(String what) throws IOException {
        say("334 " + what);
        return decoded(line());
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private void chunk(String line) throws IOException {
        String[] words = line.split(" ", -1);
        in.content(Integer.parseInt(words[1]));
        if (words.length > 2) {
            arrived();
        } else {
            say("250 2.0.0 Chunk OK");
        }
    }

    private void data() throws IOException {
        say(signedIn ? "354 Start mail input" : NO_SIGN_IN);
        if (signedIn) {
            out.flush();
            in.contentUpToDot();
            arrived();
        }
    }

    private void arrived() throws IOException {
        int size = in.length();
        String id = in.takenId();
        if (signedIn) {
            arrivalCounter.arrived(id, size);
        }
        say(signedIn ? "250 2.6.0 Queued mail for delivery" : NO_SIGN_IN);
    }

    private String line() throws IOException {
        if (!in.hasMore()) {
            out.flush(); // Replies to what came together go together.
        }
        return in.line();
    }

    private void say(String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
