package org.signetmail.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** One connection to Exchange's submission port, as recorded. */
final class ExchangeSession {
    private static final int LARGEST_MAIL_BYTES = 157_286_400;
    private static final int MOST_RECIPIENTS = 500;
    private static final Pattern PATH = Pattern.compile("(?i)(?:FROM|TO):\\s*<([^>]*)>(.*)");
    private static final Pattern DECLARED_SIZE = Pattern.compile("(?i)\\bSIZE=(\\d{1,18})");
    /** A full name or an address literal; Exchange was seen to refuse bare host names. */
    private static final Pattern CLIENT_NAME =
            Pattern.compile("(?i)\\[[0-9a-f.:ipv]+]|([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]+");

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>]+@[^@\\s<>]+\\.[^@\\s<>]+");

    private final SmtpWire wire;
    private final Failures failures;
    private final ExchangeRules rules;
    private final Mailboxes mailboxes;
    private final RequestLog requests;
    private final Supplier<SSLContext> certificate;
    private final ExchangeSignIn signIn;

    private boolean tls;
    private String mailbox = "";
    private Optional<String> from = Optional.empty();
    private final List<String> recipients = new ArrayList<>();
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    ExchangeSession(
            SmtpWire wire,
            Failures failures,
            ExchangeRules rules,
            Mailboxes mailboxes,
            RequestLog requests,
            Supplier<SSLContext> certificate) {
        this.wire = wire;
        this.failures = failures;
        this.rules = rules;
        this.mailboxes = mailboxes;
        this.requests = requests;
        this.certificate = certificate;
        this.signIn = new ExchangeSignIn(wire, failures, rules, requests);
    }

    /** Talks until the client has hung up or said QUIT. */
    void talk() throws IOException {
        wire.send(ExchangeReply.greeting(now()));
        boolean more = true;
        while (more) {
            Optional<String> line = wire.line();
            more = line.isPresent() && obey(line.get());
        }
    }

    private boolean obey(String line) throws IOException {
        String[] words = line.split(" ", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "EHLO", "HELO" -> hello(rest);
            case "STARTTLS" -> startTls();
            case "AUTH" -> auth(rest);
            case "MAIL" -> mail(rest);
            case "RCPT" -> recipient(rest);
            case "DATA" -> {
                return data();
            }
            case "BDAT" -> {
                return chunk(rest);
            }
            case "RSET" -> {
                reset();
                wire.send("250 2.0.0 Resetting");
            }
            case "NOOP" -> wire.send("250 2.0.0 OK");
            case "QUIT" -> {
                wire.send("221 2.0.0 Service closing transmission channel");
                return false;
            }
            default -> wire.send("500 5.3.3 Unrecognized command");
        }
        return true;
    }

    private void hello(String name) throws IOException {
        if (!CLIENT_NAME.matcher(name).matches()) {
            wire.send(ExchangeReply.invalidDomainName(now()));
            return;
        }
        reset();
        var lines = new ArrayList<>(List.of(ExchangeReply.HOST + " Hello [127.0.0.1]", "SIZE " + LARGEST_MAIL_BYTES));
        lines.addAll(List.of("PIPELINING", "ENHANCEDSTATUSCODES"));
        if (tls) {
            lines.add(failures.is(Failure.NO_XOAUTH2) ? "AUTH LOGIN" : "AUTH LOGIN XOAUTH2");
        } else if (!failures.is(Failure.NO_STARTTLS)) {
            lines.add("STARTTLS");
        }
        lines.addAll(List.of("8BITMIME", "BINARYMIME", "CHUNKING", "SMTPUTF8"));
        String last = lines.remove(lines.size() - 1);
        wire.send("250-" + String.join("\r\n250-", lines) + "\r\n250 " + last);
    }

    private void startTls() throws IOException {
        if (tls || failures.is(Failure.NO_STARTTLS)) {
            wire.send("502 5.5.1 Command not implemented");
            return;
        }
        wire.send("220 2.0.0 SMTP server ready");
        wire.startTls(certificate.get());
        tls = true;
        reset();
    }

    private void auth(String rest) throws IOException {
        if (!mailbox.isEmpty()) {
            wire.send("503 5.5.2 Already authenticated");
            return;
        }
        mailbox = signIn.attempt(rest, tls).orElse("");
    }

    private void mail(String rest) throws IOException {
        Matcher path = PATH.matcher(rest);
        if (mailbox.isEmpty()) {
            wire.send(ExchangeReply.notAuthenticated(now()));
        } else if (from.isPresent()) {
            wire.send("503 5.5.2 Sender already specified");
        } else if (!path.matches()) {
            wire.send("501 5.1.7 Invalid address");
        } else if (tooLarge(path.group(2))) {
            wire.send("552 5.3.4 Message size exceeds fixed maximum message size");
        } else {
            Optional<String> refusal = rules.atMailFrom(now());
            if (refusal.isEmpty()) {
                from = Optional.of(path.group(1));
            }
            wire.send(refusal.orElse("250 2.1.0 Sender OK"));
        }
    }

    private static boolean tooLarge(String parameters) {
        Matcher size = DECLARED_SIZE.matcher(parameters);
        return size.find() && Long.parseLong(size.group(1)) > LARGEST_MAIL_BYTES;
    }

    private void recipient(String rest) throws IOException {
        Matcher path = PATH.matcher(rest);
        if (from.isEmpty()) {
            wire.send("503 5.5.2 Need mail command");
        } else if (!path.matches() || !ADDRESS.matcher(path.group(1)).matches()) {
            wire.send("501 5.1.3 Invalid address");
        } else if (recipients.size() == MOST_RECIPIENTS) {
            wire.send("452 4.5.3 Too many recipients");
        } else {
            recipients.add(path.group(1));
            wire.send("250 2.1.5 Recipient OK");
        }
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            wire.send("503 5.5.2 Need rcpt command");
            return true;
        }
        wire.send("354 Start mail input; end with <CRLF>.<CRLF>");
        return submit(wire.dotted());
    }

    /** BDAT of RFC 3030. */
    private boolean chunk(String rest) throws IOException {
        String[] words = rest.split("\\s+", -1);
        if (!words[0].matches("\\d{1,9}")) {
            wire.send("501 5.5.4 Invalid arguments");
            return false;
        }
        chunks.write(wire.chunk(Integer.parseInt(words[0])));
        if (recipients.isEmpty()) {
            chunks.reset();
            wire.send("503 5.5.2 Need rcpt command");
            return true;
        }
        if (words.length > 1 && words[1].equalsIgnoreCase("LAST")) {
            return submit(chunks.toByteArray());
        }
        wire.send("250 2.0.0 " + words[0] + " octets received");
        return true;
    }

    private boolean submit(byte[] raw) throws IOException {
        var mail = new StoredMail(now(), "SMTP", from.orElseThrow(), recipients, raw);
        Optional<String> refusal = rules.afterData(mailbox, mail.envelopeFrom(), mail.author(), now());
        reset();
        if (failures.is(Failure.SMTP_DROPS_AFTER_DOT)) {
            return false;
        }
        if (refusal.isPresent()) {
            wire.send(refusal.get());
            return true;
        }
        mailboxes.send(mailbox, mail);
        if (failures.is(Failure.SMTP_SILENT_AFTER_DOT)) {
            failures.awaitOff(Failure.SMTP_SILENT_AFTER_DOT);
            return false;
        }
        wire.send(ExchangeReply.accepted(
                mail.header("Message-ID").orElse("<" + UUID.randomUUID() + "@" + ExchangeReply.backEnd() + ">")));
        return true;
    }

    private void reset() {
        from = Optional.empty();
        recipients.clear();
        chunks.reset();
    }

    private Instant now() {
        return requests.now();
    }
}
