package org.signetmail.benchmark;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In place of Graph: HTTP/2 for who wants it, an answer of 202 for a mail as MIME or as JSON, and a count. */
final class GraphSink extends AbstractVerticle {
    private static final Pattern SUBJECT = Pattern.compile("(?:\"subject\":\"|\r\nSubject: )([^\"\r]+)");
    private static final int ONE_FOR_EACH_PROCESSOR = 2;

    private final ArrivalCounter arrivals;
    private final int port;
    private final Path folder;

    private GraphSink(ArrivalCounter arrivals, int port, Path folder) {
        this.arrivals = arrivals;
        this.port = port;
        this.folder = folder;
    }

    /** Arguments: the port, the port on which it tells its count, the folder with the certificate. */
    public static void main(String[] given) throws Exception {
        var arrivals = new ArrivalCounter();
        Vertx.vertx()
                .deployVerticle(
                        () -> new GraphSink(arrivals, Integer.parseInt(given[0]), Path.of(given[2])),
                        new DeploymentOptions().setInstances(ONE_FOR_EACH_PROCESSOR))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        arrivals.answerOn(InetAddress.getByAddress(new byte[4]), Integer.parseInt(given[1]));
        Thread.currentThread().join();
    }

    @Override
    public void start(Promise<Void> started) {
        var options = new HttpServerOptions()
                .setPort(port)
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(Certificate.keys(folder).toString())
                        .setPassword(Certificate.PASSWORD));
        vertx.createHttpServer(options)
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void answer(HttpServerRequest request, Buffer body) {
        boolean known = ("Bearer " + Target.TOKEN).equals(request.getHeader("Authorization"))
                && request.path().endsWith("/sendMail");
        if (known) {
            arrivals.arrived(subject(request, body), body.length());
        }
        request.response()
                .setStatusCode(known ? 202 : 401)
                .putHeader("request-id", UUID.randomUUID().toString())
                .end();
    }

    private static String subject(HttpServerRequest request, Buffer body) {
        boolean mime = String.valueOf(request.getHeader("Content-Type")).startsWith("text/plain");
        byte[] mail = mime ? Base64.getDecoder().decode(body.getBytes()) : body.getBytes();
        Matcher subject = SUBJECT.matcher(new String(mail, StandardCharsets.UTF_8));
        return subject.find() ? subject.group(1) : "";
    }
}
