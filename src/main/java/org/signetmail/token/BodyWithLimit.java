package org.signetmail.token;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes the beginning of a body, and hangs up on a peer that goes on for ever. */
final class BodyWithLimit implements BodySubscriber<String> {
    private final BodySubscriber<String> kept = BodySubscribers.ofString(StandardCharsets.UTF_8);
    private long left;
    private Flow.@Nullable Subscription subscription;

    BodyWithLimit(int bytes) {
        left = bytes;
    }

    @Override
    public CompletionStage<String> getBody() {
        return kept.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        kept.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (left < 0) {
            return;
        }
        left -= buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        kept.onNext(buffers);
        if (left < 0 && subscription != null) {
            subscription.cancel();
            kept.onComplete();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        kept.onError(thrown);
    }

    @Override
    public void onComplete() {
        if (left >= 0) {
            kept.onComplete();
        }
    }
}
