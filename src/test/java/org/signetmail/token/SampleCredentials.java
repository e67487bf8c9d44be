package org.signetmail.token;

import java.net.URI;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.ClientCredentials;
import org.signetmail.account.ClientId;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.Cloud;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.TenantId;
import org.signetmail.account.Trust;

/** Credentials for a cloud on loopback. */
public final class SampleCredentials {
    public static final String SECRET = "abc8Q~canary+secret/value.~x";
    public static final String TENANT = "11111111-2222-3333-4444-555555555555";
    public static final String CLIENT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    private SampleCredentials() {}

    public static ClientCredentials at(URI authority, LoopbackTls tls) {
        return in(Cloud.custom(
                authority,
                URI.create("https://localhost/v1.0"),
                new SmtpServer("localhost", 587),
                Trust.only(tls.caFile())));
    }

    public static ClientCredentials in(Cloud cloud) {
        return withSecret(cloud, SECRET);
    }

    public static ClientCredentials withSecret(Cloud cloud, String secret) {
        return new ClientCredentials(
                new ApplicationRegistration(cloud, new TenantId(TENANT), new ClientId(CLIENT)),
                new ClientSecret(secret));
    }
}
