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
        value = Idna.toAscii(InputRules.text(value, "setting.tenantId"));
        if (SHARED.contains(value)) {
            throw InvalidInput.of("account.tenantId.shared", value);
        }
        if (!InputRules.isGuid(value) && !Domain.isName(value)) {
            throw InvalidInput.of("account.tenantId.form");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
