package org.signetmail.check;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.MailAccount.Microsoft365;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.token.TokenClaims;

/** What a token's claims say against using it for an account. A claim that is not there says nothing. */
record TokenClaimsCheck(TokenClaims claims, Microsoft365 account, Instant at) {
    static final String OTHER_AUDIENCE = "SIGNET_AUDIENCE";
    static final String OTHER_TENANT = "SIGNET_TENANT";
    static final String OTHER_APPLICATION = "SIGNET_APPLICATION";
    static final String ROLE_MISSING = "SIGNET_ROLE_MISSING";

    private static final String GRAPH_ID = "00000003-0000-0000-c000-000000000000";
    private static final String EXCHANGE_ID = "00000002-0000-0ff1-ce00-000000000000";

    /** A tenant typed as a domain can't be compared with the id in the token. */
    boolean tenantComparable() {
        return looksLikeId(claims.tenant())
                && looksLikeId(application().tenant().value());
    }

    /** Why this token is not the account's own. */
    Optional<Symptom> mismatch() {
        if (differs(claims.application(), application().client().value())) {
            return seen(OTHER_APPLICATION, "The token names the application " + claims.application());
        }
        if (tenantComparable()
                && differs(claims.tenant(), application().tenant().value())) {
            return seen(OTHER_TENANT, "The token names the tenant " + claims.tenant());
        }
        if (!claims.audience().isBlank() && !audiences().contains(bare(claims.audience()))) {
            return seen(OTHER_AUDIENCE, "The token names the service " + claims.audience());
        }
        return Optional.empty();
    }

    /** That the token lacks the route's role, which RBAC for Applications in Exchange leaves out on purpose. */
    Optional<Symptom> withoutRole() {
        if (claims.roles().contains(account.route().appRole())) {
            return Optional.empty();
        }
        return seen(
                ROLE_MISSING,
                claims.roles().isEmpty()
                        ? "The token carries no permission"
                        : "The token carries " + String.join(", ", claims.roles()));
    }

    /**
     * The service by its address or, in tokens of version 2.0, by its id. Exchange has gone by several addresses.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">aud</a>
     */
    private Set<String> audiences() {
        Cloud cloud = application().cloud();
        var audiences = new HashSet<String>();
        audiences.add(bare(cloud.resource(account.route())));
        if (account.route() == DeliveryRoute.GRAPH) {
            audiences.add(GRAPH_ID);
        } else {
            audiences.add(EXCHANGE_ID);
            audiences.add("https://outlook.office.com");
        }
        return audiences;
    }

    private ApplicationRegistration application() {
        return account.credentials().application();
    }

    private Optional<Symptom> seen(String code, String words) {
        return Optional.of(Symptom.unanswered(Peer.ENTRA, code, words, at));
    }

    private static boolean differs(String claim, String wanted) {
        return !claim.isBlank() && !claim.equalsIgnoreCase(wanted);
    }

    private static boolean looksLikeId(String tenant) {
        return !tenant.isBlank() && tenant.indexOf('.') < 0;
    }

    private static String bare(String audience) {
        String lower = audience.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
