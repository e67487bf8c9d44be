package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.server.Site;

/** Requests that are refused unread. For test classes with a running server. */
public interface RefusedRequests {
    String MULTIPART = "multipart/form-data; boundary=x";
    String FORM = "application/x-www-form-urlencoded";
    String STATE_NAME = "jakarta.faces.ViewState";

    Site site();

    String password();

    /** The body is never sent: a server that waits for it has started to read. */
    @ParameterizedTest
    @ValueSource(strings = {"/sign-in.xhtml", "/first-run.xhtml", "/sign-in.xhtml?to=%2F"})
    default void filesOfAnAnonymousClientAreRefusedUnread(String path) {
        for (String type : new String[] {MULTIPART, "Multipart/Form-Data;boundary=x", " multipart/mixed; boundary=x"}) {
            assertThat(new RawRequest(site(), "POST", path)
                            .with("Content-Type", type)
                            .with("Content-Length", "9000000")
                            .unfinished()
                            .status())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(new RawRequest(site(), "POST", path)
                        .with("Content-Type", MULTIPART)
                        .chunked(new byte[1])
                        .status())
                .isEqualTo(415);
    }

    @Test
    default void filesOfAnAdministratorAreRefusedUnread() {
        assertThat(new RawRequest(site(), "POST", "/settings.xhtml")
                        .inSession(signedIn())
                        .with("Content-Type", MULTIPART)
                        .with("Content-Length", "400")
                        .unfinished()
                        .status())
                .isEqualTo(415);
    }

    @Test
    default void aBodyIsRefusedByItsDeclaredLength() {
        assertThat(withLength("/sign-in.xhtml", "65537").status()).isEqualTo(413);
        assertThat(withLength("/sign-in.xhtml", "9000000").status()).isEqualTo(413);
        assertThat(withLength("/sign-in.xhtml", "99999999999").status())
                .as("400 by WildFly itself, beyond 10 MB")
                .isIn(413, 400);
        assertThat(new RawRequest(site(), "POST", "/settings.xhtml")
                        .inSession(signedIn())
                        .with("Content-Type", FORM)
                        .with("Content-Length", "1048577")
                        .unfinished()
                        .status())
                .isEqualTo(413);
        assertThat(withLength("/sign-in.xhtml", "65536").status())
                .as("waits for the body")
                .isZero();
    }

    @Test
    default void aBodyWithoutALengthIsCountedWhileItIsRead() {
        byte[] much = new byte[32 * 1024 * 1024];
        Arrays.fill(much, (byte) 'a');
        var anonymous = new RawRequest(site(), "POST", "/sign-in.xhtml").with("Content-Type", FORM);
        assertThat(anonymous.chunked(much).status()).isIn(413, RawRequest.Answer.HUNG_UP);
        assertThat(anonymous.sent()).as("including bytes in buffers").isLessThan(much.length / 2);

        var administrator = new RawRequest(site(), "POST", "/settings.xhtml")
                .inSession(signedIn())
                .with("Content-Type", FORM);
        assertThat(administrator.chunked(much).status()).isIn(413, RawRequest.Answer.HUNG_UP);
        assertThat(administrator.sent()).isLessThan(much.length / 2);
    }

    /** A proxy may forward a form without Content-Length. */
    @Test
    default void aFormWithoutALengthIsAccepted() {
        var answer = new RawRequest(site(), "POST", "/sign-in.xhtml?ignored=1")
                .with("Content-Type", FORM + "; charset=UTF-8")
                .chunked(signInForm(password()).getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .containsExactly(site().at("/locked.xhtml").getRawPath());
    }

    /** Otherwise the password would be in the address, and a link on another site would suffice. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    default void aFormIsAcceptedByPostOnly(String method) {
        String nonce =
                Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
        for (String form : new String[] {
            signInForm(password()),
            signInForm(password()) + "&primefaces.nonce=" + encoded(nonce),
            STATE_NAME + "=1:1",
            STATE_NAME
        }) {
            var answer = new RawRequest(site(), method, "/sign-in.xhtml?" + form).unfinished();
            assertThat(answer.status())
                    .as(form.replace(encoded(password()), "…"))
                    .isEqualTo(405);
            assertThat(answer.header("Allow")).containsExactly("POST");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        assertThat(new RawRequest(site(), method, "/settings.xhtml?" + STATE_NAME + "=1:1")
                        .inSession(signedIn())
                        .unfinished()
                        .status())
                .isEqualTo(405);
    }

    private RawRequest.Answer withLength(String path, String length) {
        return new RawRequest(site(), "POST", path)
                .with("Content-Type", FORM)
                .with("Content-Length", length)
                .unfinished();
    }

    private Browser signedIn() {
        var browser = new Browser(site());
        assertThat(browser.signIn("admin", password(), "/").statusCode()).isEqualTo(302);
        return browser;
    }

    private static String signInForm(String password) {
        return "sign-in=sign-in&go=go&to=%2Flocked.xhtml&user=admin&password=" + encoded(password) + "&" + STATE_NAME
                + "=stateless";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
