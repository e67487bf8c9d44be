package org.signetmail.practice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client of a submission port that says what it is told and gives back whole replies. */
final class SmtpClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final PracticeClient practiceClient;
    private Socket socket;
    private BufferedReader in;

    SmtpClient(PracticeClient practiceClient, int port) throws IOException {
        this.practiceClient = practiceClient;
        open(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** A connection to Exchange after STARTTLS and EHLO. */
    static SmtpClient secured(PracticeTenant tenant, PracticeClient practiceClient) throws IOException {
        var smtp = new SmtpClient(practiceClient, tenant.smtpPort());
        smtp.reply();
        smtp.say("EHLO app.contoso.example");
        smtp.say("STARTTLS");
        smtp.startTls();
        smtp.say("EHLO app.contoso.example");
        return smtp;
    }

    /** What a client says after AUTH XOAUTH2. */
    static String sasl(String user, String token) {
        String plain = "user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    void startTls() throws IOException {
        var tls = (SSLSocket) practiceClient.trust().getSocketFactory().createSocket(socket, "localhost", 0, true);
        var parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        open(tls);
    }

    String say(String command) throws IOException {
        write(command + "\r\n");
        return reply();
    }

    void write(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** All lines of one reply; empty when the server has hung up. */
    String reply() throws IOException {
        var reply = new StringBuilder();
        String line = in.readLine();
        while (line != null) {
            reply.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) == ' ') {
                break;
            }
            line = in.readLine();
        }
        return reply.toString().strip();
    }

    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Whether the server has cut the connection. */
    boolean gone() {
        try {
            return in.read() < 0;
        } catch (IOException cut) {
            return true;
        }
    }

    /** Sends a whole mail and returns the reply to its final dot. */
    String send(String from, String to, String mail) throws IOException {
        String mailReply = say("MAIL FROM:<" + from + "> SIZE=" + mail.length());
        if (!mailReply.startsWith("250")) {
            return mailReply;
        }
        String rcptReply = say("RCPT TO:<" + to + ">");
        if (!rcptReply.startsWith("250")) {
            return rcptReply;
        }
        say("DATA");
        return say(mail.replace("\r\n.", "\r\n..") + ".");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void open(Socket opened) throws IOException {
        socket = opened;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
