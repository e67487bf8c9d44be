package org.signetmail.signin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signetmail.server.Site;

/** A raw HTTP request that no library would send: the body is missing or has no length. */
final class RawRequest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CHUNK = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) .*");

    private final URI address;
    private final List<String> head = new ArrayList<>();
    private volatile int sent;

    RawRequest(Site site, String method, String path) {
        address = site.at(path);
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        head.add(method + " " + address.getRawPath() + query + " HTTP/1.1");
        head.add("Host: localhost");
    }

    RawRequest with(String name, String value) {
        head.add(name + ": " + value);
        return this;
    }

    RawRequest inSession(Browser browser) {
        return with("Cookie", "SIGNET=" + browser.session().orElseThrow());
    }

    /** Sends the head only and returns the response. */
    Answer unfinished() {
        return send(new byte[0]);
    }

    Answer chunked(byte[] body) {
        return with("Transfer-Encoding", "chunked").send(body);
    }

    /** Bytes of the body that were written before the server responded or closed the connection. */
    int sent() {
        return sent;
    }

    private Answer send(byte[] body) {
        try (var line = new Socket(address.getHost(), address.getPort())) {
            line.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
            OutputStream out = line.getOutputStream();
            out.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = line.getInputStream();
            if (body.length > 0) {
                // In parallel: the read timeout also ends a request to a server that neither reads nor responds.
                new Thread(() -> write(body, out), "body").start();
            }
            return Answer.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops when the response has been read, since the connection is closed then. */
    private void write(byte[] body, OutputStream out) {
        try {
            for (int from = 0; from < body.length; from += CHUNK) {
                int length = Math.min(CHUNK, body.length - from);
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(body, from, length);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                sent = from + length;
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException answeredAndClosed) {
            // The reader has the response.
        }
    }

    /** @param status 0 if the server waits for the body and sends nothing */
    record Answer(int status, List<String> headers) {
        /** The connection ended, with or without a response. */
        static final int HUNG_UP = -1;

        private static Answer read(InputStream in) throws IOException {
            var text = new StringBuilder();
            try {
                while (text.indexOf("\r\n\r\n") < 0) {
                    int one = in.read();
                    if (one < 0) {
                        break;
                    }
                    text.append((char) one);
                }
            } catch (SocketTimeoutException nothingComes) {
                return new Answer(0, List.of());
            } catch (SocketException reset) {
                return new Answer(HUNG_UP, List.of());
            }
            List<String> lines = text.toString().lines().toList();
            Matcher status = STATUS.matcher(lines.isEmpty() ? "" : lines.get(0));
            return new Answer(
                    status.matches() ? Integer.parseInt(status.group(1)) : HUNG_UP,
                    lines.stream().skip(1).filter(line -> !line.isEmpty()).toList());
        }

        /** The values of a header, in order. */
        List<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }
    }
}
