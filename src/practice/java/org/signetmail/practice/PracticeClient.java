package org.signetmail.practice;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.StringReader;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A plain client of the practice tenant, for its own tests. */
final class PracticeClient {
    static final String GRAPH_SCOPE = "https://graph.microsoft.com/.default";
    static final String EXCHANGE_SCOPE = "https://outlook.office365.com/.default";
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PracticeTenant tenant;

    PracticeClient(PracticeTenant tenant) {
        this.tenant = tenant;
    }

    /** Trusts the practice authority only. A new one for every client, so that no connection is kept. */
    SSLContext trust() {
        try (var pem = Files.newInputStream(tenant.caFile())) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HttpClient.newBuilder()
                    .sslContext(trust())
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** The fields of a good request, to be spoilt. */
    static Map<String, String> goodForm(String scope) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", Contoso.CLIENT_ID);
        form.put("client_secret", Contoso.CLIENT_SECRET);
        form.put("scope", scope);
        return form;
    }

    HttpResponse<String> askToken(String tenantId, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(tokenEndpoint(tenantId))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("client-request-id", "6ff6a1bd-2a9c-4a4e-8f5c-3a4d9b6f0e11")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    URI tokenEndpoint(String tenantId) {
        return URI.create(tenant.authority() + "/" + tenantId + "/oauth2/v2.0/token");
    }

    String token(String scope) throws IOException {
        return json(askToken(Contoso.TENANT_ID, goodForm(scope))).getString("access_token");
    }

    HttpRequest.Builder toMailbox(String mailbox, String token) {
        return HttpRequest.newBuilder(URI.create(
                        tenant.graph() + "/users/" + URLEncoder.encode(mailbox, StandardCharsets.UTF_8) + "/sendMail"))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE);
    }

    HttpResponse<String> sendMime(String mailbox, String token, String mail) throws IOException {
        String base64 = Base64.getMimeEncoder().encodeToString(mail.getBytes(StandardCharsets.UTF_8));
        return send(toMailbox(mailbox, token)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(base64))
                .build());
    }

    static String mail(String from, String to, String subject) {
        return String.join(
                "\r\n",
                "From: Signet <" + from + ">",
                "To: " + to,
                "Reply-To: first.user@contoso.example",
                "Message-ID: <1@contoso.example>",
                "Subject: " + encoded(subject),
                "Content-Type: text/plain; charset=utf-8",
                "",
                "Good day.",
                ".a line that begins with a dot",
                "");
    }

    static JsonObject json(HttpResponse<String> response) {
        try (var reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    private static String encoded(String text) {
        try {
            return MimeUtility.encodeText(text, "UTF-8", null);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
