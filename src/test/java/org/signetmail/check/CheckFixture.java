package org.signetmail.check;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TenantId;
import org.signetmail.token.AccessToken;
import org.signetmail.token.AuthorityProbe;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenRefused;
import org.signetmail.token.TokenSource;

/** An account, and token sources with a fixed result. */
final class CheckFixture {
    static final Instant NOW = Instant.parse("2026-03-12T13:48:07Z");
    static final String TENANT = "b8d6e3f1-0a92-4e77-8c14-95d2f7a6310b";
    static final String CLIENT = "4f2a1c0e-7b1d-4c55-9a3e-2d6f8b10c7a4";
    static final String SECRET = "abc8Q~" + "x".repeat(34);
    static final String OTHER_ID = "00000000-0000-0000-0000-000000000001";

    private CheckFixture() {}

    static MailAccount account(String secret, String tenant, DeliveryRoute route) {
        return new MailAccount.Microsoft365(
                new ClientCredentials(
                        new ApplicationRegistration(Cloud.MICROSOFT.get(0), new TenantId(tenant), new ClientId(CLIENT)),
                        new ClientSecret(secret)),
                route);
    }

    static TokenSource returning(String token) {
        return calling(() -> new AccessToken(token, NOW, NOW.plusSeconds(3599)));
    }

    static TokenSource failing(String code, int status) {
        return calling(() -> {
            throw new TokenRefused(
                    new Symptom(Peer.ENTRA, code, status, "no", "correlation", "trace", NOW, Optional.empty()));
        });
    }

    static TokenSource calling(TimeBudget.Call<AccessToken> entra) {
        return new TokenSource() {
            @Override
            public AccessToken tokenFor(ClientCredentials credentials, DeliveryRoute route) {
                throw new AssertionError("the check must request a new token");
            }

            @Override
            public AccessToken freshTokenFor(ClientCredentials credentials, DeliveryRoute route) throws TokenException {
                return entra.result();
            }
        };
    }

    static String graphToken(String tenant, String client, String roles) {
        return jwt("https://graph.microsoft.com", tenant, client, roles);
    }

    static String exchangeToken(String tenant, String client, String roles) {
        return jwt("https://outlook.office365.com", tenant, client, roles);
    }

    private static String jwt(String audience, String tenant, String client, String roles) {
        String claims =
                """
                {"aud": "%s", "tid": "%s", "appid": "%s", "app_displayname": "Signet Mail"%s}\
                """.formatted(audience, tenant, client, roles.isEmpty() ? "" : ", \"roles\":" + " [\"" + roles + "\"]");
        return part("{\"alg\": \"RS256\"}") + "." + part(claims) + ".signature";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Test threads without a server. */
    static CheckThreads managed(ExecutorService threads) {
        return new CheckThreads() {
            @Override
            ExecutorService pool() {
                return threads;
            }
        };
    }

    @SuppressWarnings("UnnecessaryAssignment") // There is no container.
    static CredentialsCheck check(TokenSource tokens, ExecutorService threads) {
        var check = new CredentialsCheck();
        check.tokens = tokens;
        check.authority = new AuthorityProbe() {
            @Override
            public Duration reach(Cloud cloud) {
                return Duration.ofMillis(84);
            }
        };
        check.findings = new Findings();
        check.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        check.threads = managed(threads);
        return check;
    }
}
