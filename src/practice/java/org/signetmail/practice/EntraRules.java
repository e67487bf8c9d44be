package org.signetmail.practice;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether Entra gives a token for what was posted. */
final class EntraRules {
    private static final Pattern GUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DOMAIN_NAME =
            Pattern.compile("(?i)([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*");

    private final Failures failures;
    private final ApplicationKeys keys;
    private final AssertionRules assertions;
    private final Clock clock;

    EntraRules(Failures failures, ApplicationKeys keys, AssertionRules assertions, Clock clock) {
        this.failures = failures;
        this.keys = keys;
        this.assertions = assertions;
        this.clock = clock;
    }

    /** Why there is no token, in the order in which Entra looks. */
    Optional<EntraRefusal> refusal(String tenant, TokenForm form) {
        return tenantRefusal(tenant)
                .or(() -> formRefusal(form))
                .or(() -> applicationRefusal(tenant, form))
                .or(() -> scopeRefusal(form));
    }

    private Optional<EntraRefusal> tenantRefusal(String tenant) {
        if (List.of("common", "consumers").contains(tenant)) {
            return Optional.of(EntraRefusal.tenantNeeded());
        }
        boolean guid = GUID.matcher(tenant).matches();
        boolean domain = DOMAIN_NAME.matcher(tenant).matches();
        if (failures.is(Failure.TENANT_MALFORMED) || (!guid && !domain)) {
            return Optional.of(EntraRefusal.tenantMalformed(tenant));
        }
        boolean ours = tenant.equalsIgnoreCase(Contoso.TENANT_ID) || tenant.equalsIgnoreCase(Contoso.DOMAIN);
        return failures.is(Failure.TENANT_UNKNOWN) || !ours
                ? Optional.of(EntraRefusal.tenantUnknown(tenant))
                : Optional.empty();
    }

    private static Optional<EntraRefusal> formRefusal(TokenForm form) {
        if (form.grantType().isEmpty()) {
            return Optional.of(EntraRefusal.parameterMissing("grant_type"));
        }
        if (form.clientId().isEmpty()) {
            return Optional.of(EntraRefusal.parameterMissing("client_id"));
        }
        if (!form.grantType().equals("client_credentials")) {
            return Optional.of(EntraRefusal.grantUnsupported(form.grantType()));
        }
        if (form.scope().isBlank()) {
            return Optional.of(EntraRefusal.scopeMissing());
        }
        return Optional.empty();
    }

    private Optional<EntraRefusal> applicationRefusal(String tenant, TokenForm form) {
        if (failures.is(Failure.APPLICATION_UNKNOWN) || !form.clientId().equalsIgnoreCase(Contoso.CLIENT_ID)) {
            return Optional.of(EntraRefusal.applicationUnknown(form.clientId()));
        }
        if (failures.is(Failure.SERVICE_PRINCIPAL_MISSING)) {
            return Optional.of(EntraRefusal.servicePrincipalMissing());
        }
        if (failures.is(Failure.APPLICATION_DISABLED)) {
            return Optional.of(EntraRefusal.applicationDisabled());
        }
        if (!form.assertion().isEmpty()) {
            return assertions.refusal(tenant, form);
        }
        return form.clientSecret().isEmpty()
                ? Optional.of(EntraRefusal.noCredential())
                : secretRefusal(form.clientSecret());
    }

    private Optional<EntraRefusal> secretRefusal(String value) {
        Optional<ApplicationKeys.Secret> secret =
                keys.secrets().stream().filter(one -> one.value().equals(value)).findFirst();
        if (failures.is(Failure.SECRET_WRONG) || secret.isEmpty()) {
            return Optional.of(EntraRefusal.secretWrong());
        }
        return failures.is(Failure.SECRET_EXPIRED)
                        || !clock.instant().isBefore(secret.get().end())
                ? Optional.of(EntraRefusal.secretExpired())
                : Optional.empty();
    }

    private Optional<EntraRefusal> scopeRefusal(TokenForm form) {
        List<String> scopes = form.resourceScopes();
        if (scopes.isEmpty()) {
            return Optional.of(EntraRefusal.scopeMalformed(form.scope()));
        }
        if (scopes.stream().anyMatch(scope -> !scope.endsWith("/.default"))) {
            return Optional.of(EntraRefusal.scopeNotDefault(form.scope()));
        }
        if (scopes.size() > 1) {
            return Optional.of(EntraRefusal.severalResources(form.scope()));
        }
        String resource = resource(form);
        if (failures.is(Failure.RESOURCE_UNKNOWN)
                || (!resource.equals(TokenMint.GRAPH) && !TokenMint.EXCHANGE_AUDIENCES.contains(resource))) {
            return Optional.of(EntraRefusal.resourceUnknown(resource));
        }
        return failures.is(Failure.CONDITIONAL_ACCESS)
                ? Optional.of(EntraRefusal.conditionalAccess())
                : Optional.empty();
    }

    /** Of a form that was not refused. */
    static String resource(TokenForm form) {
        String scope = form.resourceScopes().get(0);
        return scope.substring(0, scope.length() - "/.default".length());
    }
}
