package org.signetmail.account;

import java.util.List;

/** The app registration that Signet sends as: cloud, tenant and client ID. */
public record ApplicationRegistration(Cloud cloud, TenantId tenant, ClientId client) implements SecretDestination {
    @Override
    public List<String> binding() {
        return List.of("oauth2", cloud.id(), cloud.authority().toString(), tenant.value(), client.value());
    }
}
