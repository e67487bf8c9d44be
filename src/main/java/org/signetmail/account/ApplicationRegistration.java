package org.signetmail.account;

import java.util.List;

/** The application that sends: registered with this client id in this tenant of this cloud. */
public record ApplicationRegistration(Cloud cloud, TenantId tenant, ClientId client) implements SecretDestination {
    @Override
    public List<String> binding() {
        return List.of("oauth2", cloud.id(), cloud.authority().toString(), tenant.value(), client.value());
    }
}
