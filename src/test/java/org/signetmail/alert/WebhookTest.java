package org.signetmail.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.OutboundProxy;
import org.signetmail.account.Trust;
import org.signetmail.account.WebhookAllowList;
import org.signetmail.net.AddressResolver;
import org.signetmail.net.SeveralAddresses;
import org.signetmail.practice.PracticeTenant;
import org.signetmail.practice.WebhookHost;
import org.signetmail.token.AdjustableClock;

@SuppressWarnings("UnnecessaryAssignment") // There is no container.
class WebhookTest {
    private static final Alert ALERT = new Alert(
            "credential.expiry",
            "The client secret expires in 7 days, on 8 Sep 2026.",
            "Create a new <secret> & enter it.",
            OptionalInt.of(7),
            Instant.parse("2026-09-01T06:00:00Z"));
    private static final WebhookSecret SECRET = new WebhookSecret("a secret of the receiver");

    private final AdjustableClock clock = new AdjustableClock();
    private final WebhookSender sender = new WebhookSender();
    private PracticeTenant practice;
    private WebhookHost host;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        practice = PracticeTenant.startOnFreePorts(folder);
        host = new WebhookHost(folder);
        sender.proxy = OutboundProxy.NONE;
        sender.clock = clock;
        allow("localhost", AddressResolver.SYSTEM);
    }

    @AfterEach
    void close() {
        host.close();
        practice.close();
    }

    @Nested
    class ARequest {
        @Test
        void isSignedWithItsTime() throws Exception {
            assertThat(post(WebhookForm.GENERIC, Optional.of(SECRET)).sent()).isTrue();

            var request = host.requests().get(0);
            assertThat(request.path()).isEqualTo("/services/T0/B0?key=x");
            assertThat(request.type()).isEqualTo("application/json; charset=utf-8");
            assertThat(request.timestamp())
                    .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = request.timestamp() + "." + request.body();
            assertThat(request.signature())
                    .isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        }

        @Test
        void withoutASecretHasNoSignature() {
            post(WebhookForm.GENERIC, Optional.empty());

            assertThat(host.requests().get(0).signature()).isEqualTo("null");
        }

        /** Computed by {@code openssl dgst -sha256 -hmac}. */
        @Test
        void hasTheSignatureThatOpensslComputes() {
            assertThat(SECRET.signature(Instant.ofEpochSecond(1_700_000_000), "{}".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo("e7991192106f1767d712fa1d7fadb1dc1e7997bb169f851abae818eeaf62737a");
        }

        @Test
        void inSignetsFormHasFlatFields() {
            post(WebhookForm.GENERIC, Optional.empty());

            JsonObject body = body();
            assertThat(body.getString("event")).isEqualTo("credential.expiry");
            assertThat(body.getString("headline")).isEqualTo(ALERT.headline());
            assertThat(body.getInt("daysLeft")).isEqualTo(7);
            assertThat(body.getString("at")).isEqualTo("2026-09-01T06:00:00Z");
        }

        @Test
        void inTheFormOfTeamsIsAnAdaptiveCard() {
            post(WebhookForm.TEAMS, Optional.empty());

            JsonObject attachment = body().getJsonArray("attachments").getJsonObject(0);
            assertThat(body().getString("type")).isEqualTo("message");
            assertThat(attachment.getString("contentType")).isEqualTo("application/vnd.microsoft.card.adaptive");
            assertThat(attachment.getJsonObject("content").getString("type")).isEqualTo("AdaptiveCard");
            assertThat(attachment
                            .getJsonObject("content")
                            .getJsonArray("body")
                            .getJsonObject(0)
                            .getString("text"))
                    .isEqualTo(ALERT.headline());
        }

        @Test
        void inTheFormOfSlackEscapesItsMarkup() {
            post(WebhookForm.SLACK, Optional.empty());

            assertThat(body().getString("text"))
                    .isEqualTo("*" + ALERT.headline() + "*\nCreate a new &lt;secret&gt; &amp; enter it.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 404, 500})
    void anotherStatusIsAFailureAndARedirectIsNotFollowed(int status) {
        host.answering(status);

        Attempt made = post(WebhookForm.GENERIC, Optional.of(SECRET));

        assertThat(made.result()).isEqualTo(Attempt.Result.REFUSED);
        assertThat(made.words()).contains("HTTP status " + status).doesNotContain("services");
        assertThat(host.requests()).hasSize(1);
    }

    @Nested
    class AnAddress {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.0.0.0",
                    "::1", "fe80::1", "fc00::1", "fd12:3456::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
                    "224.0.0.1", "168.63.129.16"
                })
        void thatIsNotPublicIsRefused(String literal) throws Exception {
            InetAddress address = SeveralAddresses.address(literal);
            allow("", name -> List.of(address));

            assertThatExceptionOfType(InvalidInput.class)
                    .isThrownBy(() -> sender.requireAllowed(target()))
                    .withMessageContaining("signet.webhook.hosts");
            assertThat(post(WebhookForm.GENERIC, Optional.empty()).result()).isEqualTo(Attempt.Result.REFUSED);
            assertThat(host.requests()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"203.0.113.25", "2001:db8::1", "8.8.8.8", "64:ff9b::808:808"})
        void thatIsPublicIsAllowed(String literal) throws Exception {
            InetAddress address = SeveralAddresses.address(literal);
            allow("", name -> List.of(address));

            sender.requireAllowed(target());
        }

        @Test
        void isRefusedIfOnlyOneOfSeveralIsPrivate() throws Exception {
            List<InetAddress> both = List.of(SeveralAddresses.address("8.8.8.8"), InetAddress.getByName("10.0.0.1"));
            allow("", name -> both);

            assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> sender.requireAllowed(target()));
        }

        @Test
        void isAllowedByTheOperatorAtItsPortOnly() {
            allow("localhost:" + host.port(), AddressResolver.SYSTEM);
            assertThat(post(WebhookForm.GENERIC, Optional.empty()).sent()).isTrue();

            allow("localhost:1", AddressResolver.SYSTEM);
            assertThat(post(WebhookForm.GENERIC, Optional.empty()).sent()).isFalse();
        }

        /** Or else a name could have a public address when it is judged, and a private one when it is connected to. */
        @Test
        void isResolvedOnce() throws Exception {
            var lookups = new AtomicInteger();
            InetAddress loopback = SeveralAddresses.address("127.0.0.1");
            InetAddress elsewhere = SeveralAddresses.address("8.8.8.8");
            allow("localhost", name -> List.of(lookups.incrementAndGet() == 1 ? loopback : elsewhere));

            assertThat(post(WebhookForm.GENERIC, Optional.empty()).sent()).isTrue();
            assertThat(lookups).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/one", "https://user@hooks.example/", "https://hooks.example/#x", "hooks.example",
                "https:///path", "javascript:alert(1)", "https://a b/", "file:///etc/passwd"
            })
    void anotherAddressIsRefusedAndNotRepeated(String typed) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> WebhookTarget.parse(typed))
                .withMessageContaining("https://")
                .withNoCause();
    }

    @Test
    void nothingPrintsItself() {
        assertThat(new Webhook(target(), Optional.of(SECRET)).toString())
                .doesNotContain("services", SECRET.value())
                .contains(target().origin());
    }

    private void allow(String hosts, AddressResolver resolver) {
        sender.configure(Trust.only(practice.caFile()), resolver, WebhookAllowList.of(hosts));
    }

    private Attempt post(WebhookForm form, Optional<WebhookSecret> secret) {
        return sender.post(new Webhook(target(), secret), form, ALERT);
    }

    private WebhookTarget target() {
        URI url = host.url("/services/T0/B0?key=x");
        return new WebhookTarget(url);
    }

    private JsonObject body() {
        return Json.createReader(new StringReader(host.requests().get(0).body()))
                .readObject();
    }
}
