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
import org.signetmail.text.Messages;
import org.signetmail.token.TokenClaims;

/** Checks a token's claims against an account. A missing claim is ignored. */
record TokenClaimsCheck(TokenClaims claims, Microsoft365 account, Instant at) {
    static final String OTHER_AUDIENCE = "SIGNET_AUDIENCE";
    static final String OTHER_TENANT = "SIGNET_TENANT";
    static final String OTHER_APPLICATION = "SIGNET_APPLICATION";
    static final String ROLE_MISSING = "SIGNET_ROLE_MISSING";

    private static final String GRAPH_ID = "00000003-0000-0000-c000-000000000000";
    private static final String EXCHANGE_ID = "00000002-0000-0ff1-ce00-000000000000";

    /** Whether the tenant can be compared: one typed as a domain differs in form from the id in the token. */
    boolean isTenantComparable() {
        return isId(claims.tenant()) && isId(application().tenant().value());
    }

    /** Returns the reason why this token belongs to another account, if it does. */
    Optional<Symptom> mismatch() {
        if (differs(claims.application(), application().client().value())) {
            return seen(OTHER_APPLICATION, Messages.text("check.token.application", claims.application()));
        }
        if (isTenantComparable()
                && differs(claims.tenant(), application().tenant().value())) {
            return seen(OTHER_TENANT, Messages.text("check.token.tenant", claims.tenant()));
        }
        if (!claims.audience().isBlank() && !audiences().contains(normalized(claims.audience()))) {
            return seen(OTHER_AUDIENCE, Messages.text("check.token.audience", claims.audience()));
        }
        return Optional.empty();
    }

    /**
     * Returns a symptom if the token lacks the route's role, which is normal with RBAC for Applications in Exchange.
     */
    Optional<Symptom> withoutRole() {
        if (claims.roles().contains(account.route().appRole())) {
            return Optional.empty();
        }
        return seen(
                ROLE_MISSING,
                claims.roles().isEmpty()
                        ? Messages.text("check.token.noPermission")
                        : Messages.text("check.token.permissions", String.join(", ", claims.roles())));
    }

    /**
     * Accepted audiences: the service's address or, in tokens of version 2.0, its id. Exchange has used several
     * addresses.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">aud</a>
     */
    private Set<String> audiences() {
        Cloud cloud = application().cloud();
        var audiences = new HashSet<String>();
        audiences.add(normalized(cloud.resource(account.route())));
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

    private static boolean isId(String tenant) {
        return !tenant.isBlank() && tenant.indexOf('.') < 0;
    }

    private static String normalized(String audience) {
        String lower = audience.toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
