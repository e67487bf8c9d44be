package org.signetmail.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The Vert.x mail client, which keeps connections and pipelines. Each thread begins a chain of mails and waits for its end. */
final class VertxMail implements Contender {
    private static final int MOST = 16;

    private final Vertx vertx = Vertx.vertx();
    private final MailClient client;

    VertxMail(Target target) {
        var config = new MailConfig(target.host(), target.smtp(), StartTLSOptions.REQUIRED, LoginOption.REQUIRED)
                .setUsername(Target.USER)
                .setPassword(Target.TOKEN)
                .setAuthMethods("XOAUTH2")
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTrustOptions(new PfxOptions()
                        .setPath(System.getProperty("javax.net.ssl.trustStore"))
                        .setPassword(System.getProperty("javax.net.ssl.trustStorePassword")))
                .setMaxPoolSize(MOST)
                .setKeepAliveTimeout(120)
                .setKeepAliveTimeoutUnit(TimeUnit.SECONDS);
        client = MailClient.create(vertx, config);
    }

    @Override
    public int sendUntil(BooleanSupplier stopped) {
        var sent = new AtomicInteger();
        return next(stopped, sent).toCompletionStage().toCompletableFuture().join();
    }

    private Future<Integer> next(BooleanSupplier stopped, AtomicInteger sent) {
        var message = new MailMessage(Target.USER, Target.RECIPIENT, SampleMail.subject(), SampleMail.TEXT)
                .setHtml(SampleMail.HTML);
        return client.sendMail(message).compose(accepted -> {
            int count = sent.incrementAndGet();
            return stopped.getAsBoolean() ? Future.succeededFuture(count) : next(stopped, sent);
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
