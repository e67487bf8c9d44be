package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The JSON form of sendMail. */
class PracticeGraphJsonTest extends WithPracticeTenant {
    private static String token;

    @BeforeAll
    static void signIn() throws Exception {
        token = practiceClient.token(PracticeClient.GRAPH_SCOPE);
    }

    private static HttpResponse<String> postJson(String json) throws IOException {
        return practiceClient.send(practiceClient
                .toMailbox(Contoso.SHARED, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private static String jsonMail(String save) {
        return """
                {"message": {"subject": "Hello", "body": {"contentType": "Text", "content": "Good day."},
                 "toRecipients": [{"emailAddress": {"address": "guest@partner.example"}}],
                 "bccRecipients": [{"emailAddress": {"address": "other@partner.example", "name": "Other"}}],
                 "replyTo": [{"emailAddress": {"address": "first.user@contoso.example"}}],
                 "internetMessageHeaders": [{"name": "x-run", "value": "7"}],
                 "attachments": [{"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt",
                                  "contentType": "text/plain", "contentBytes": "aGk="}]},
                 "saveToSentItems": %s}
                """.formatted(save);
    }

    private static void assertRefused(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(PracticeClient.json(response).getJsonObject("error").getString("code"))
                .isEqualTo(code);
    }

    @Test
    void becomesAMailFromTheMailboxOfTheUrl() throws Exception {
        assertThat(postJson(jsonMail("true")).statusCode()).isEqualTo(202);

        var mail = tenant.mailboxes().inbox(Contoso.GUEST).get(0);
        assertThat(mail.author()).isEqualTo(Contoso.SHARED);
        assertThat(mail.text()).isEqualTo("Good day.");
        assertThat(mail.header("Reply-To")).contains(Contoso.FIRST_USER);
        assertThat(mail.header("X-Run")).contains("7");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(tenant.mailboxes().inbox("other@partner.example")).containsExactly(mail);
        assertThat(tenant.mailboxes().sent(Contoso.SHARED)).containsExactly(mail);
    }

    @Test
    void canKeepTheMailOutOfTheSentFolder() throws Exception {
        postJson(jsonMail("\"false\""));

        assertThat(tenant.mailboxes().inbox(Contoso.GUEST)).hasSize(1);
        assertThat(tenant.mailboxes().sent(Contoso.SHARED)).isEmpty();
    }

    @Test
    void isRefusedWhenMalformed() throws Exception {
        assertRefused(postJson("{"), "RequestBodyRead");
        assertRefused(postJson("{\"message\": {\"toRecipients\": 7}}"), "RequestBodyRead");
        assertRefused(postJson("{}"), "ErrorInvalidRequest");
    }

    @Test
    void requestIdsAreInTheHeadersOfAnAnswer() throws Exception {
        var response = practiceClient.send(practiceClient
                .toMailbox(Contoso.SHARED, token)
                .header("Content-Type", "application/json")
                .header("client-request-id", "given-by-us")
                .POST(HttpRequest.BodyPublishers.ofString(jsonMail("true")))
                .build());

        assertThat(response.headers().firstValue("client-request-id")).contains("given-by-us");
        assertThat(response.headers().firstValue("request-id")).isPresent();
    }
}
