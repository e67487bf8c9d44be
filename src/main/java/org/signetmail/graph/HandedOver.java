package org.signetmail.graph;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A request's body that notes whether its end was taken to be sent. Until then the host can't have had the whole request;
 * java.net.http asks for the first part only after the connection stands, TLS included.
 */
final class HandedOver implements BodyPublisher {
    private final BodyPublisher body;
    private volatile boolean complete;

    HandedOver(byte[] bytes) {
        body = BodyPublishers.ofByteArray(bytes);
    }

    boolean complete() {
        return complete;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> sender) {
        body.subscribe(new Flow.Subscriber<>() {
            private long left = contentLength();

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                sender.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                left -= part.remaining();
                complete = complete || left <= 0;
                sender.onNext(part);
            }

            @Override
            public void onError(Throwable thrown) {
                sender.onError(thrown);
            }

            @Override
            public void onComplete() {
                sender.onComplete();
            }
        });
    }
}
