package org.signetmail.account;

import java.util.Set;

/**
 * The Directory (tenant) ID: a GUID, or a verified domain of the tenant.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Client
 *     credentials flow</a>: {@code common} and {@code consumers} are refused for it (AADSTS9001023)
 */
public record TenantId(String value) {
    private static final Set<String> SHARED = Set.of("common", "organizations", "consumers");

    public TenantId {
        value = Idna.toAscii(InputRules.text(value, "Tenant ID"));
        if (SHARED.contains(value)) {
            throw new InvalidInput("“" + value + "” is not a single tenant. Enter the Directory (tenant) ID.");
        }
        if (!InputRules.isGuid(value) && !Domain.isName(value)) {
            throw new InvalidInput("A Tenant ID looks like 00000000-0000-0000-0000-000000000000 or is a domain of the "
                    + "tenant, such as contoso.com. In Entra it is below the Application (client) ID.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
