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

/**
 * HTTP/1.1 over one socket: one request after the other, none repeated and none led elsewhere.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class HttpExchange {
    private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();
    private static final HttpProcessor PROCESSOR = HttpProcessorBuilder.create()
            .addAll(RequestTargetHost.INSTANCE, RequestContent.INSTANCE)
            .build();

    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(32 * 1024) // A usual mail leaves in one go with its head.
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .build();

    private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(LIMITS);

    /** @param socket is connected, and has TLS if it is to have it */
    HttpExchange(Socket socket) throws IOException {
        http.bind(socket);
    }

    /**
     * Makes the request and reads the answer up to its body.
     *
     * @throws ProtocolException if it is no answer of HTTP/1; what is said instead is not repeated, since it may be our own words
     */
    ClassicHttpResponse of(ClassicHttpRequest request) throws IOException {
        var context = HttpCoreContext.create();
        try {
            EXECUTOR.preProcess(request, PROCESSOR, context);
            return EXECUTOR.execute(request, http, context);
        } catch (HttpException notUnderstood) {
            throw notHttp();
        }
    }

    /**
     * Reads so many bytes of the answer's body at most. It is not closed: that would read an endless one to its end.
     *
     * @throws ProtocolException as above
     */
    static byte[] body(ClassicHttpResponse response, int most) throws IOException {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        try {
            return response.getEntity().getContent().readNBytes(most);
        } catch (TruncatedChunkException hungUp) {
            throw hungUp;
        } catch (MalformedChunkCodingException notUnderstood) {
            throw notHttp();
        }
    }

    private static ProtocolException notHttp() {
        return new ProtocolException("The answer is not HTTP");
    }

    /** Whether another request may follow once the body of this answer is read. */
    boolean goesOnAfter(ClassicHttpRequest request, ClassicHttpResponse response) throws IOException {
        return EXECUTOR.keepAlive(request, response, http, HttpCoreContext.create());
    }

    /** Whether the other side has hung up, as far as can be told within a millisecond. */
    boolean isStale() throws IOException {
        return http.isStale();
    }

    void close() throws IOException {
        http.close();
    }
}
