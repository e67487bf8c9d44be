package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PracticePageTest extends WithPracticeTenant {
    private static final String HOSTILE = "<script>alert('x')</script> & more";

    private static HttpResponse<String> get(String path) throws IOException {
        return practiceClient.send(
                HttpRequest.newBuilder(tenant.page().resolve(path)).build());
    }

    private static HttpResponse<String> post(String path, String form, String origin) throws IOException {
        return practiceClient.send(HttpRequest.newBuilder(tenant.page().resolve(path))
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static String own() {
        return tenant.page().toString().replaceAll("/$", "");
    }

    @Test
    void saysWhatToPasteAndShowsEverySwitch() throws Exception {
        String page = get("/").body();

        assertThat(page)
                .contains(Contoso.CLIENT_ID, Contoso.TENANT_ID, Contoso.CLIENT_SECRET, Contoso.NOTIFICATIONS)
                .contains(Arrays.stream(Failure.values())
                        .map(failure -> "value=\"" + failure.name() + "\"")
                        .toList());
    }

    @Test
    void showsAMailInItsFoldersAndWhole() throws Exception {
        practiceClient.sendMime(
                Contoso.SHARED,
                practiceClient.token(PracticeClient.GRAPH_SCOPE),
                PracticeClient.mail(Contoso.SHARED, Contoso.GUEST, HOSTILE));

        assertThat(get("/").body())
                .contains("/inbox/guest%40partner.example/0", "/sent/shared%40contoso.example/0")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more")
                .doesNotContain("<script");
        assertThat(get("/sent/shared%40contoso.example/0").body())
                .contains("Message-ID: &lt;1@contoso.example&gt;", "Good day.")
                .doesNotContain("<script");
        assertThat(get("/sent/shared%40contoso.example/1").statusCode()).isEqualTo(404);
    }

    @Test
    void turnsASwitchAndAllOff() throws Exception {
        assertThat(post("/switch", "failure=MAILBOX_FULL&turn=on", own()).statusCode())
                .isEqualTo(303);
        assertThat(tenant.failures().active()).containsExactly(Failure.MAILBOX_FULL);
        assertThat(get("/").body()).contains("One failure is switched on.");

        post("/switch", "failure=MAILBOX_FULL&turn=off", own());
        assertThat(tenant.failures().active()).isEmpty();

        tenant.failures().on(Failure.ENTRA_DOWN);
        post("/all-off", "", own());
        assertThat(tenant.failures().active()).isEmpty();
    }

    @Test
    void isNotTurnedFromAnotherSite() throws Exception {
        assertThat(post("/switch", "failure=MAILBOX_FULL&turn=on", "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(tenant.failures().active()).isEmpty();
    }

    @Test
    void hasNoUnknownSwitch() throws Exception {
        assertThat(post("/switch", "failure=NONSENSE&turn=on", own()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void allowsNoScript() throws Exception {
        var connection =
                (HttpURLConnection) URI.create(tenant.page().toString()).toURL().openConnection();

        assertThat(connection.getHeaderField("Content-Security-Policy")).startsWith("default-src 'none';");
        assertThat(get("/page.css").headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
    }
}
