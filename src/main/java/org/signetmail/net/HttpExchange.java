package org.signetmail.net;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.signetmail.text.Messages;

/**
 * HTTP/1.1 over one socket: one request after the other, without retries or redirects.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class HttpExchange {
    private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();
    private static final HttpProcessor PROCESSOR = HttpProcessorBuilder.create()
            .addAll(RequestTargetHost.INSTANCE, RequestContent.INSTANCE)
            .build();

    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(32 * 1024) // A usual message fits in one write with its head.
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .build();

    private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(LIMITS);

    /** @param socket connected, and with TLS where TLS is required */
    HttpExchange(Socket socket) throws IOException {
        http.bind(socket);
    }

    /**
     * Sends the request and reads the reply up to its body.
     *
     * @throws ProtocolException if the reply is not HTTP/1; its text is left out, since a peer may echo the request
     */
    ClassicHttpResponse execute(ClassicHttpRequest request) throws IOException {
        var context = HttpCoreContext.create();
        try {
            EXECUTOR.preProcess(request, PROCESSOR, context);
            return EXECUTOR.execute(request, http, context);
        } catch (HttpException malformed) {
            throw notHttp();
        }
    }

    /**
     * Reads at most this many bytes of the body. The stream stays open, since closing it would read an endless body
     * to its end.
     *
     * @throws ProtocolException if the body is not validly chunked
     */
    static byte[] readBody(ClassicHttpResponse response, int maxBytes) throws IOException {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        try {
            return response.getEntity().getContent().readNBytes(maxBytes);
        } catch (TruncatedChunkException connectionClosed) {
            throw connectionClosed;
        } catch (MalformedChunkCodingException malformed) {
            throw notHttp();
        }
    }

    private static ProtocolException notHttp() {
        return new ProtocolException(Messages.text("net.notHttp"));
    }

    /** Whether another request may follow once the body of this reply is read. */
    boolean isKeptAlive(ClassicHttpRequest request, ClassicHttpResponse response) throws IOException {
        return EXECUTOR.keepAlive(request, response, http, HttpCoreContext.create());
    }

    /** Whether the peer has closed the connection, as far as a read of one millisecond shows. */
    boolean isStale() throws IOException {
        return http.isStale();
    }

    void close() throws IOException {
        http.close();
    }
}
