package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.signin.RequestRules.Refusal;

/** The rules read no parameter: this request throws if one is read too early. */
class RequestRulesTest {
    private static int status(Optional<Refusal> refusal) {
        return refusal.map(Refusal::status).orElse(200);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "POST, application/x-www-form-urlencoded, 0, 200",
                "POST, application/x-www-form-urlencoded, 65536, 200",
                "POST, application/x-www-form-urlencoded, 65537, 413",
                "POST, text/plain, 9223372036854775807, 413",
                "POST, none, 65537, 413",
                "GET, application/x-www-form-urlencoded, 65537, 413",
                "PUT, none, 65537, 413",
                "GET, none, none, 200",
                "POST, multipart/form-data; boundary=x, 1, 415",
                "POST, MULTIPART/FORM-DATA, none, 415",
                "GET, multipart/form-data; boundary=x, none, 415",
                "PUT, ' multipart/mixed', 1, 415",
                "POST, application/multipart, 1, 200",
            })
    void anAnonymousClientMaySendAShortFormAndNoFile(String method, String type, String length, int status) {
        var request = new SentRequest(method).with("Content-Type", type).with("Content-Length", length);

        assertThat(status(RequestRules.refusalOf(request.request()))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"65537, 200", "1048576, 200", "1048577, 413"})
    void anAdministratorMaySendMore(String length, int status) {
        var request = new SentRequest("POST").with("Content-Length", length).signedIn();

        assertThat(status(RequestRules.refusalOf(request.request()))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "POST, cross-site, 403",
                "POST, same-site, 403",
                "POST, Cross-Site, 403",
                "POST, whatever comes next, 403",
                "PUT, cross-site, 403",
                "POST, same-origin, 200",
                "POST, none, 200",
                "GET, cross-site, 200",
                "HEAD, cross-site, 200",
            })
    void onlyFormsOfSignetsPagesAreAccepted(String method, String site, int status) {
        var request = new SentRequest(method).with("Sec-Fetch-Site", site).with("Content-Length", "0");

        assertThat(status(RequestRules.refusalOf(request.request()))).isEqualTo(status);
    }

    /** {@code none}: a request that the user started, such as a reload. */
    @Test
    void aFormResentByTheUserIsAccepted() {
        var request = new SentRequest("POST").with("Sec-Fetch-Site", "none").with("Content-Length", "0");

        assertThat(RequestRules.refusalOf(request.request())).isEmpty();
    }

    /** A proxy may have replaced the host, and Referrer-Policy turns the origin of Signet's forms into null. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "https://signet.contoso.example"})
    void anOriginAloneRefusesNothing(String origin) {
        var request = new SentRequest("POST")
                .with("Origin", origin)
                .with("Host", "localhost:8080")
                .with("Content-Length", "0");

        assertThat(RequestRules.refusalOf(request.request())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET, 405", "HEAD, 405", "PUT, 405", "POST, 200"})
    void aFormIsAcceptedByPostOnly(String method, int status) {
        var form = new SentRequest(method).withQuery("jakarta.faces.ViewState", "stateless");

        assertThat(status(RequestRules.refusalOfForm(form.request()))).isEqualTo(status);
        assertThat(RequestRules.refusalOfForm(new SentRequest(method).request()))
                .isEmpty();
    }
}
