package org.signetmail.practice;

import java.io.IOException;

/**
 * An error answer of Microsoft Graph.
 *
 * @see <a href="https://learn.microsoft.com/graph/errors">Microsoft Graph error responses</a>
 */
final class GraphRefusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    private GraphRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    static GraphRefusal token(String message) {
        return new GraphRefusal(401, "InvalidAuthenticationToken", message);
    }

    static GraphRefusal accessDenied() {
        return new GraphRefusal(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    static GraphRefusal accessPolicy() {
        return new GraphRefusal(
                403,
                "ErrorAccessDenied",
                "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.");
    }

    static GraphRefusal sendAsDenied() {
        return new GraphRefusal(
                403,
                "ErrorSendAsDenied",
                "The user account which was used to submit this request does not have the right to send mail on behalf of"
                        + " the specified sending account., Cannot submit message.");
    }

    static GraphRefusal mailboxUnknown(String mailbox) {
        return new GraphRefusal(404, "ErrorInvalidUser", "The requested user '" + mailbox + "' is invalid.");
    }

    static GraphRefusal mailboxNotEnabled() {
        return new GraphRefusal(
                404,
                "MailboxNotEnabledForRESTAPI",
                "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
    }

    static GraphRefusal noSuchResource() {
        return new GraphRefusal(404, "ResourceNotFound", "Resource could not be discovered.");
    }

    static GraphRefusal privileges() {
        return new GraphRefusal(
                403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }

    static GraphRefusal noSuchApplication(String id) {
        return new GraphRefusal(
                404,
                "Request_ResourceNotFound",
                "Resource '" + id
                        + "' does not exist or one of its queried reference-property objects are not present.");
    }

    static GraphRefusal proof() {
        return new GraphRefusal(401, "Authentication_MissingOrMalformed", "Access Token missing or malformed.");
    }

    static GraphRefusal certificatePolicy() {
        return new GraphRefusal(
                400,
                "CredentialInvalidLifetimeAsPerAppPolicy",
                "Credential lifetime exceeds the max value allowed as per assigned policy.");
    }

    static GraphRefusal badRequest(String why) {
        return new GraphRefusal(400, "Request_BadRequest", why);
    }

    static GraphRefusal notBase64() {
        return new GraphRefusal(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
    }

    static GraphRefusal unreadable(String why) {
        return new GraphRefusal(400, "RequestBodyRead", why);
    }

    static GraphRefusal invalidRequest(String why) {
        return new GraphRefusal(400, "ErrorInvalidRequest", why);
    }

    static GraphRefusal recipients() {
        return new GraphRefusal(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
    }

    static GraphRefusal throttled() {
        return new GraphRefusal(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.");
    }

    static GraphRefusal unavailable() {
        return new GraphRefusal(
                503, "serviceNotAvailable", "The service is temporarily unavailable. Please try again.");
    }

    static GraphRefusal gatewayTimeout() {
        return new GraphRefusal(
                504,
                "GatewayTimeout",
                "The server, while acting as a proxy, did not receive a timely"
                        + " response from the upstream server.");
    }
}
