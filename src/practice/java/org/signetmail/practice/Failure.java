package org.signetmail.practice;

/** What can be switched on in the practice tenant. The wire then answers as Microsoft's services do in that situation. */
public enum Failure {
    SECRET_EXPIRED(Where.ENTRA, "Secret expired", "AADSTS7000222: the secret is right but past its date."),
    SECRET_WRONG(
            Where.ENTRA, "Secret wrong", "AADSTS7000215, as for a deleted secret. A Secret ID gets this by itself."),
    CERTIFICATE_EXPIRED(Where.ENTRA, "Certificate expired", "AADSTS700027: the key used is expired."),
    CERTIFICATE_UNKNOWN(Where.ENTRA, "Certificate unknown", "AADSTS700027: the key was not found."),
    CERTIFICATES_LATE(
            Where.ENTRA,
            "New certificates late",
            "A certificate added by addKey is unknown to the token endpoint until this is off."),
    PS256_REFUSED(Where.ENTRA, "PS256 refused", "AADSTS5002738: only RS256, RS384 and RS512 are taken."),
    APPLICATION_READ_ALL(
            Where.ENTRA, "Application.Read.All granted", "Not a failure: the application may read its registration."),
    APPLICATION_UNKNOWN(Where.ENTRA, "Application unknown", "AADSTS700016: no such Client ID in this tenant."),
    TENANT_UNKNOWN(Where.ENTRA, "Tenant unknown", "AADSTS90002: no such tenant in this cloud."),
    TENANT_MALFORMED(Where.ENTRA, "Tenant neither id nor domain", "AADSTS900023."),
    SERVICE_PRINCIPAL_MISSING(
            Where.ENTRA, "No enterprise application", "AADSTS7000229: registered elsewhere, never consented to here."),
    APPLICATION_DISABLED(
            Where.ENTRA, "Application disabled", "AADSTS7000112: sign-in of the application is turned off."),
    CONDITIONAL_ACCESS(Where.ENTRA, "Conditional Access blocks", "AADSTS53003: a policy for workload identities."),
    RESOURCE_UNKNOWN(Where.ENTRA, "Exchange or Graph unknown", "AADSTS500011: the tenant does not have that service."),
    ENTRA_THROTTLED(Where.ENTRA, "Entra throttles", "429 with Retry-After and AADSTS90055."),
    ENTRA_SERVER_ERROR(Where.ENTRA, "Entra has a fault", "503 with AADSTS90033 in JSON."),
    ENTRA_EMPTY_503(Where.ENTRA, "Entra answers nothing", "503 with an empty body."),
    ENTRA_HTML(Where.ENTRA, "A captive portal answers", "200 with an HTML page instead of JSON."),
    ENTRA_HTML_502(Where.ENTRA, "A proxy answers for Entra", "502 with an HTML page."),
    ENTRA_SILENT(Where.ENTRA, "Entra silent", "Takes the request and never answers."),
    ENTRA_DOWN(Where.ENTRA, "Entra down", "The port is closed."),
    ENTRA_WRONG_HOST_NAME(Where.ENTRA, "Entra’s certificate is for another host", "Trusted, but not for this name."),
    ENTRA_UNTRUSTED(
            Where.ENTRA,
            "Entra’s certificate is not trusted",
            "Signed by an unknown authority, as TLS inspection does."),
    NO_CONSENT(Where.ENTRA, "No admin consent", "Tokens without roles: Graph says 403, Exchange 535 5.7.3."),
    ONLY_MAIL_SEND(Where.ENTRA, "Only Graph Mail.Send granted", "Exchange tokens come without roles."),
    ONLY_SMTP_SEND_AS_APP(Where.ENTRA, "Only SMTP.SendAsApp granted", "Graph tokens come without roles."),
    RBAC_FOR_APPLICATIONS(
            Where.ENTRA,
            "RBAC for Applications",
            "Not a failure: no roles in the token, and mail goes out all the same."),
    SHORT_TOKENS(Where.ENTRA, "Short tokens", "Tokens live five minutes instead of an hour."),
    ONE_LINE_TRACE(Where.ENTRA, "Trace id on one line", "The newer form of error_description, without line breaks."),

    ADD_KEY_POLICY(
            Where.GRAPH,
            "Tenant policy refuses the certificate",
            "addKey: CredentialInvalidLifetimeAsPerAppPolicy. Certificates that are there go on working."),
    ADD_KEY_SILENT(Where.GRAPH, "addKey silent", "Adds the certificate and never answers."),
    GRAPH_401(Where.GRAPH, "Token refused", "401 InvalidAuthenticationToken."),
    GRAPH_ACCESS_DENIED(Where.GRAPH, "Access denied", "403 ErrorAccessDenied, as without Mail.Send."),
    GRAPH_ACCESS_POLICY(Where.GRAPH, "Access policy excludes the mailbox", "403 with [RAOP] in its text."),
    GRAPH_SEND_AS_DENIED(Where.GRAPH, "Send as denied", "403 ErrorSendAsDenied."),
    MAILBOX_UNKNOWN(Where.GRAPH, "Mailbox unknown", "404 ErrorInvalidUser. An unknown mailbox gets this by itself."),
    MAILBOX_NOT_ENABLED(Where.GRAPH, "Mailbox inactive or on premises", "404 MailboxNotEnabledForRESTAPI."),
    GRAPH_TOO_LARGE(Where.GRAPH, "Message too large", "413. More than 4 MB gets this by itself."),
    GRAPH_THROTTLED(Where.GRAPH, "Graph throttles", "429 ApplicationThrottled with Retry-After."),
    GRAPH_503(Where.GRAPH, "Graph unavailable", "503 serviceNotAvailable before anything was stored."),
    GRAPH_504(Where.GRAPH, "Gateway time-out after the body", "504, and the mail goes out all the same."),
    GRAPH_SLOW(Where.GRAPH, "Graph slow", "Takes and delivers the mail, and answers once this is off."),
    GRAPH_SILENT(Where.GRAPH, "Graph silent", "Takes and delivers the mail, never answers."),
    GRAPH_DROPS(Where.GRAPH, "Graph hangs up", "Takes the body and closes the connection; nothing goes out."),
    GRAPH_200(Where.GRAPH, "200 instead of 202", "The anomaly of 2021: nothing goes out."),
    GRAPH_DOWN(Where.GRAPH, "Graph down", "The port is closed."),

    SMTP_AUTH_OFF_TENANT(Where.SMTP, "SMTP AUTH off for the tenant", "535 5.7.139."),
    SMTP_AUTH_OFF_MAILBOX(Where.SMTP, "SMTP AUTH off for the mailbox", "535 5.7.139."),
    SECURITY_DEFAULTS(Where.SMTP, "Security defaults", "535 5.7.139: user is locked by the policy."),
    BASIC_DISABLED(Where.SMTP, "Basic authentication disabled", "535 5.7.139. AUTH LOGIN gets this by itself."),
    CREDENTIALS_INCORRECT(Where.SMTP, "Credentials incorrect", "535 5.7.139."),
    CRITERIA_NOT_MET(Where.SMTP, "Criteria not met", "535 5.7.139: Conditional Access or authentication policy."),
    ACCOUNT_LOCKED(Where.SMTP, "Account locked", "535 5.7.139."),
    AUTH_UNSUCCESSFUL(
            Where.SMTP, "Authentication unsuccessful", "535 5.7.3. A wrong token, role or user gets this by itself."),
    MAILBOX_PERMISSION_MISSING(
            Where.SMTP, "No permission on the mailbox", "430 4.2.0 after DATA. second.user gets this by itself."),
    SMTP_SEND_AS_DENIED(
            Where.SMTP, "Send as denied", "554 5.2.252 after DATA. Another From than the mailbox gets this by itself."),
    SMTP_CONCURRENCY(Where.SMTP, "Too many connections", "432 4.3.2 after DATA."),
    SENDER_THROTTLED(Where.SMTP, "Sender throttled", "550 5.2.252 after DATA: continuous errors."),
    DAILY_LIMIT(Where.SMTP, "Daily limit reached", "554 5.2.0 SubmissionQuotaExceeded after DATA."),
    MAILBOX_FULL(Where.SMTP, "Mailbox full", "554 5.2.2 after DATA."),
    PRX(Where.SMTP, "Temporary server error", "451 4.7.0 PRX4 at MAIL FROM."),
    SMTP_SILENT_AFTER_DOT(Where.SMTP, "Silent after the final dot", "Takes and delivers the mail, never answers."),
    SMTP_DROPS_AFTER_DOT(Where.SMTP, "Hangs up after the final dot", "Takes the mail and closes; nothing goes out."),
    SMTP_SILENT(Where.SMTP, "Exchange silent", "Takes the connection and never greets."),
    NO_STARTTLS(Where.SMTP, "No STARTTLS", "Not offered: no credential may follow."),
    NO_XOAUTH2(Where.SMTP, "No XOAUTH2", "Only AUTH LOGIN is offered."),
    WRONG_HOST_NAME(Where.SMTP, "Certificate for another host", "Trusted, but not for this name."),
    SMTP_UNTRUSTED(Where.SMTP, "Certificate not trusted", "Signed by an unknown authority."),
    SMTP_DOWN(Where.SMTP, "Exchange down", "The port is closed."),

    RELAY_PASSWORD_REFUSED(Where.RELAY, "Password refused", "535 5.7.8. A wrong password gets this by itself."),
    RELAY_RECIPIENT_REFUSED(Where.RELAY, "Relaying denied", "550 5.7.1 at RCPT TO."),
    RELAY_NO_STARTTLS(Where.RELAY, "No STARTTLS", "Not offered, though the client wants it."),
    RELAY_WRONG_HOST_NAME(Where.RELAY, "Certificate for another host", "Trusted, but not for this name."),
    RELAY_DOWN(Where.RELAY, "Relay down", "All three ports are closed.");

    /** Which of the services is struck. */
    public enum Where {
        ENTRA("Entra"),
        GRAPH("Graph"),
        SMTP("Exchange SMTP"),
        RELAY("Ordinary relay");

        private final String label;

        Where(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final Where where;
    private final String label;
    private final String description;

    Failure(Where where, String label, String description) {
        this.where = where;
        this.label = label;
        this.description = description;
    }

    public Where where() {
        return where;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }
}
