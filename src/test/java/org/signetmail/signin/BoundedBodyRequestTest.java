package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedBodyRequestTest {
    private static final int MAX_BYTES = 1000;
    private static final String FORM = "application/x-www-form-urlencoded";

    private static SentRequest chunked(String body) {
        return new SentRequest("POST")
                .with("Content-Type", FORM)
                .with("Transfer-Encoding", "chunked")
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBodyIsReadToItsLimitAndNoFurther() throws IOException {
        SentRequest much = chunked("a".repeat(10 * MAX_BYTES));
        assertThat(BoundedBodyRequest.of(much.request(), MAX_BYTES)).isEmpty();
        assertThat(much.read()).isEqualTo(MAX_BYTES + 1);

        assertThat(BoundedBodyRequest.of(chunked("a".repeat(MAX_BYTES)).request(), MAX_BYTES))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "POST, none, none, true",
                "POST, text/plain, none, true",
                "GET, application/x-www-form-urlencoded, none, true",
                "GET, none, chunked, true",
                "GET, none, none, false",
                "HEAD, none, none, false",
            })
    void everyBodyWithoutALengthIsCounted(String method, String type, String encoding, boolean counted)
            throws IOException {
        var request = new SentRequest(method)
                .with("Content-Type", type)
                .with("Transfer-Encoding", encoding)
                .withBody(new byte[MAX_BYTES + 1]);

        assertThat(BoundedBodyRequest.of(request.request(), MAX_BYTES).isEmpty())
                .isEqualTo(counted);
        assertThat(request.read()).isEqualTo(counted ? MAX_BYTES + 1 : 0);
    }

    @Test
    void aBodyWithADeclaredLengthIsLeftToTheContainer() throws IOException {
        var request = new SentRequest("POST")
                .with("Content-Type", FORM)
                .with("Content-Length", "3")
                .withBody(new byte[3])
                .request();

        assertThat(BoundedBodyRequest.of(request, MAX_BYTES)).containsSame(request);
    }

    @Test
    void formFieldsBecomeParameters() throws IOException {
        HttpServletRequest form = BoundedBodyRequest.of(
                        chunked("name=J%C3%BCrgen+M&empty=&bare&twice=1&twice=2&bad=%zz&=nameless&both=body")
                                .withQuery("both", "address")
                                .request(),
                        MAX_BYTES)
                .orElseThrow();

        assertThat(form.getParameter("name")).isEqualTo("Jürgen M");
        assertThat(form.getParameter("empty")).isEmpty();
        assertThat(form.getParameter("bare")).isEmpty();
        assertThat(form.getParameter("none")).isNull();
        assertThat(form.getParameterValues("twice")).containsExactly("1", "2");
        assertThat(form.getParameterValues("both")).containsExactly("address", "body");
        assertThat(Collections.list(form.getParameterNames()))
                .containsExactlyInAnyOrder("name", "empty", "bare", "twice", "both")
                .containsExactlyInAnyOrderElementsOf(form.getParameterMap().keySet());
    }

    @Test
    void theBodyCanBeReadAgain() throws IOException {
        HttpServletRequest form =
                BoundedBodyRequest.of(chunked("a=b").request(), MAX_BYTES).orElseThrow();

        assertThat(form.getContentLengthLong()).isEqualTo(3);
        assertThat(form.getInputStream().readAllBytes()).asString().isEqualTo("a=b");
        assertThat(form.getReader().readLine()).isEqualTo("a=b");
    }
}
