package org.signetmail.practice;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An AADSTS answer of the token endpoint.
 *
 * @param error the OAuth 2.0 error, by which alone a client should tell failures apart
 * @param text without the code and without trace and correlation ids
 */
record EntraRefusal(int status, String error, int code, String text) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    static EntraRefusal secretWrong() {
        return invalidClient(
                7000215,
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not"
                        + " the client secret ID, for a secret added to app '" + Contoso.CLIENT_ID + "'.");
    }

    static EntraRefusal secretExpired() {
        return invalidClient(
                7000222,
                "The provided client secret keys for app '" + Contoso.CLIENT_ID
                        + "' are expired. Visit the Azure portal to create new keys for your app:"
                        + " https://aka.ms/NewClientSecret, or consider using certificate credentials for added security:"
                        + " https://aka.ms/certCreds.");
    }

    static EntraRefusal noCredential() {
        return invalidClient(
                7000216,
                "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.");
    }

    static EntraRefusal applicationUnknown(String clientId) {
        return new EntraRefusal(
                400,
                "unauthorized_client",
                700016,
                "Application with identifier '" + clientId + "' was not found in the directory '" + Contoso.NAME
                        + "'. This can happen if the application has not been installed by the administrator of the tenant"
                        + " or consented to by any user in the tenant. You may have sent your authentication request to the"
                        + " wrong tenant.");
    }

    static EntraRefusal servicePrincipalMissing() {
        return invalidClient(
                7000229,
                "The client application " + Contoso.CLIENT_ID + " is missing service principal in the tenant "
                        + Contoso.TENANT_ID
                        + ". See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119");
    }

    static EntraRefusal applicationDisabled() {
        return new EntraRefusal(
                400,
                "unauthorized_client",
                7000112,
                "Application '" + Contoso.CLIENT_ID + "'(" + Contoso.APPLICATION_NAME + ") is disabled.");
    }

    static EntraRefusal tenantUnknown(String tenant) {
        return invalidRequest(
                90002,
                "Tenant '" + tenant
                        + "' not found. Check to make sure you have the correct tenant ID and are signing into the correct"
                        + " cloud. Check with your subscription administrator, this may happen if there are no active"
                        + " subscriptions for the tenant.");
    }

    static EntraRefusal tenantMalformed(String tenant) {
        return invalidRequest(
                900023,
                "Specified tenant identifier '" + tenant
                        + "' is neither a valid DNS name, nor a valid external domain.");
    }

    static EntraRefusal tenantNeeded() {
        return invalidRequest(
                9001023,
                "The grant type isn't supported over the /common or /consumers endpoints. Please use the /organizations or"
                        + " tenant-specific endpoint.");
    }

    static EntraRefusal parameterMissing(String name) {
        return invalidRequest(900144, "The request body must contain the following parameter: '" + name + "'.");
    }

    static EntraRefusal scopeMissing() {
        return invalidRequest(
                90014,
                "The required field 'scope' is missing from the credential. Ensure that you have all the necessary"
                        + " parameters for the login request.");
    }

    static EntraRefusal onlyPost(String method) {
        return invalidRequest(900561, "The endpoint only accepts POST requests. Received a " + method + " request.");
    }

    static EntraRefusal grantUnsupported(String grant) {
        return new EntraRefusal(
                400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type '" + grant + "'.");
    }

    static EntraRefusal scopeMalformed(String scope) {
        return invalidScope(
                70011,
                "The provided request must include a 'scope' input parameter. The provided value for the input parameter"
                        + " 'scope' is not valid. The scope " + scope + " is not valid.");
    }

    static EntraRefusal scopeNotDefault(String scope) {
        return invalidScope(
                1002012,
                "The provided value for scope " + scope
                        + " is not valid. Client credential flows must have a scope value with /.default suffixed to the"
                        + " resource identifier (application ID URI).");
    }

    static EntraRefusal severalResources(String scope) {
        return invalidScope(
                700022,
                "The provided value for the input parameter scope isn't valid because it contains more than one resource."
                        + " The scope " + scope + " is not valid.");
    }

    static EntraRefusal resourceUnknown(String resource) {
        return new EntraRefusal(
                400,
                "invalid_resource",
                500011,
                "The resource principal named " + resource + " was not found in the tenant named " + Contoso.NAME
                        + ". This can happen if the application has not been installed by the administrator of the tenant or"
                        + " consented to by any user in the tenant. You might have sent your authentication request to the"
                        + " wrong tenant.");
    }

    static EntraRefusal conditionalAccess() {
        return new EntraRefusal(
                400,
                "invalid_grant",
                53003,
                "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.");
    }

    static EntraRefusal throttled() {
        return new EntraRefusal(
                429, "temporarily_unavailable", 90055, "TenantThrottlingError - There are too many incoming requests.");
    }

    static EntraRefusal transientFault() {
        return new EntraRefusal(
                503, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");
    }

    static EntraRefusal assertionMalformed() {
        return invalidRequest(50027, "JWT token is invalid or malformed.");
    }

    static EntraRefusal assertionFieldMissing(String name) {
        return invalidRequest(
                90014,
                "The required field '" + name
                        + "' is missing from the credential. Ensure that you have all the necessary"
                        + " parameters for the login request.");
    }

    static EntraRefusal assertionAlgorithm(String name) {
        return invalidClient(
                5002738,
                "Invalid JWT token. '" + name
                        + "' is not a supported signature algorithm. Supported signing algorithms are:"
                        + " 'RS256,RS384,RS512'");
    }

    static EntraRefusal assertionEc() {
        return invalidClient(700027, "Invalid JWT token. Unsupported asymmetric signing algorithm.");
    }

    static EntraRefusal assertionWithoutThumbprint() {
        return invalidClient(
                5002723,
                "Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId specified in"
                        + " token header.");
    }

    static EntraRefusal assertionOfAnother() {
        return invalidClient(700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
    }

    static EntraRefusal assertionAudience() {
        return invalidClient(700023, "Client assertion audience claim does not match Realm issuer.");
    }

    static EntraRefusal assertionTime(Instant now, JWTClaimsSet claims) {
        return invalidClient(
                700024,
                "Client assertion is not within its valid time range. Current time: " + now + ", assertion valid from "
                        + instant(claims.getNotBeforeTime()) + ", expiry time of assertion "
                        + instant(claims.getExpirationTime())
                        + ". Review the documentation at"
                        + " https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials .");
    }

    private static String instant(@Nullable Date date) {
        return date == null ? "" : date.toInstant().toString();
    }

    static EntraRefusal assertionKey(String reason) {
        return invalidClient(700027, "Client assertion contains an invalid signature. [Reason - " + reason + "]");
    }

    static EntraRefusal assertionKeyExpired(ApplicationKeys.Certificate found) {
        return invalidClient(
                700027,
                "Client assertion contains an invalid signature. [Reason - The key used is expired. Thumbprint of key used by"
                        + " client: '" + HexFormat.of().withUpperCase().formatHex(found.sha1())
                        + "', Found key 'Start="
                        + DATE.format(found.certificate().getNotBefore().toInstant()) + ", End="
                        + DATE.format(found.end()) + "']");
    }

    static EntraRefusal federatedUnknown(JWTClaimsSet claims) {
        return new EntraRefusal(
                401,
                "invalid_client",
                700213,
                "No matching federated identity record found for presented assertion. Assertion Issuer: '"
                        + claims.getIssuer() + "'. Assertion Subject: '" + claims.getSubject()
                        + "'. Assertion Audience: '"
                        + String.join(" ", claims.getAudience()) + "'.");
    }

    private static EntraRefusal invalidClient(int code, String text) {
        return new EntraRefusal(401, "invalid_client", code, text);
    }

    private static EntraRefusal invalidRequest(int code, String text) {
        return new EntraRefusal(400, "invalid_request", code, text);
    }

    private static EntraRefusal invalidScope(int code, String text) {
        return new EntraRefusal(400, "invalid_scope", code, text);
    }
}
