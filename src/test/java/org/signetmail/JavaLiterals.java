package org.signetmail;

import java.util.Map;

/** The literals in Java that look like language and are none: protocols, names and formats. */
final class JavaLiterals {
    /** Class → what stays there, as a regular expression. */
    static final Map<String, String> ALLOWED = Map.ofEntries(
            Map.entry("AdminCenter", "Overview|Credentials|CallAnAPI"), // parts of Microsoft's addresses
            Map.entry("CalendarFile", "text/calendar; charset=UTF-8"), // a media type
            Map.entry("DayFormat", "d MMM uuuu"), // a pattern of java.time
            Map.entry("DeliveryRoute", "Mail\\.Send"), // Microsoft's name of a permission
            Map.entry("Fingerprint", "HmacSHA256"), // an algorithm
            Map.entry("GraphPowerShell", "(Install-Module|Connect-MgGraph) .*|.*USGov.*|China"), // PowerShell
            Map.entry("ProxyLogin", "Basic "), // RFC 7617
            Map.entry("CertificateFile", "(?s)-----BEGIN .*|.*-----END .*"), // RFC 7468
            Map.entry("SelfSignedCertificates", "CN=Signet "), // the certificate's name
            Map.entry("UploadSteps", "(?s).*"), // commands of Azure CLI and PowerShell
            Map.entry("DatabaseServer", "Signet|-c statement_timeout.*"), // the driver's application name and options
            Map.entry("Move", "BASE TABLE| restart with "), // SQL
            Map.entry("RenewedConnection", "The new connection can't replace the broken one"), // a defect of a driver
            Map.entry("SignetDataSource", "Not a "), // JDBC's unwrap, which only programs call
            Map.entry("FirstRun", "HH:mm 'UTC'"), // a pattern of java.time
            Map.entry("KnownBrowser", "HmacSHA256|signet known browser 1"), // an algorithm and its context
            Map.entry("LocalRedirects", "Location"), // a header
            Map.entry("MetricsAccess", "Authorization|\\(\\?i:bearer\\) .*"), // RFC 6750
            Map.entry("OwnAccount", "OwnAccount"), // a class
            Map.entry("SecurityHeadersFilter", "Allow|Connection|frame-ancestors .*"), // headers
            Map.entry("SessionAuthentication", "(?s)<\\?xml .*"), // Jakarta Faces 4.0
            Map.entry("SessionCookies", "SameSite|Lax"), // attributes of a cookie
            Map.entry("Envelope", "Bcc: "), // a header
            Map.entry("MimeMessages", "text/plain; charset=UTF-8"), // a media type
            Map.entry("NamedMailbox", "\"Doe, Jane\" <jane@contoso\\.com>"), // RFC 5322, as the example of an address
            Map.entry("LaneHeader", "Precedence"), // a header
            Map.entry("MailboxLeases", "[()].*"), // JPQL
            Map.entry("OutboxQuery", "(?s).*"), // SQL
            Map.entry("OutboxUpkeep", " order by .*"), // JPQL
            Map.entry("OutgoingMessage", "(Date|From)(: )?"), // headers
            Map.entry("HttpConnection", "Signet"), // the User-Agent
            Map.entry("MsalHttpClient", "\\{\"error\".*|Bearer"), // Entra's protocol; no page shows it
            Map.entry("TokenReply", "uuuu-MM-dd HH:mm:ssX"), // a pattern of java.time
            Map.entry("AngusProperties", "TLSv1\\.3 TLSv1\\.2"), // protocols
            Map.entry("SmtpConnection", "Not offered"), // replaced by a symptom
            Map.entry("SmtpCredentials", "PLAIN LOGIN"), // mechanisms
            Map.entry(
                    "SmtpSocketFactory",
                    "Not connected|A socket that is connected at once .*"), // calls that Angus doesn't make
            Map.entry("SmtpTransport", "Not connected|Not written|No reply"), // replaced by a symptom
            Map.entry(
                    "RenderedMessage",
                    "Another form of a stored message|A stored message is longer than it should be"), // for operators
            // of the database
            Map.entry("Submission", "(MAIL FROM|RCPT TO):<|Not written"), // RFC 5321; replaced by a symptom
            Map.entry("TokenSignIn", "\\x01auth=Bearer "), // XOAUTH2
            Map.entry("GraphCodes", "\\w+"), // Microsoft's codes
            Map.entry("GraphDeliveryClient", "Authorization|Bearer "), // headers
            Map.entry("GraphReply", "HTTP status "), // identifiers of a reply; made for each accepted message
            Map.entry("ApplicationDirectory", "AsymmetricX509Cert|Verify|Authorization|Bearer "), // Graph's protocol
            Map.entry("RolloverRefusals", "\\w+"), // Microsoft's codes
            Map.entry("FindingTable", "The table has no catch-all for a peer\\."), // a defect of findings.json
            Map.entry("FindingTemplate", "Install-Module .*|(?s)\n?Connect-\\w+.*"), // PowerShell
            Map.entry("SharedSession", "From"), // a header
            Map.entry("SignetProvider", "Signet"), // the vendor
            Map.entry("WebhookForm", "AdaptiveCard|TextBlock|Bolder|Medium"), // Microsoft's words for a card
            Map.entry("WebhookSecret", "HmacSHA256"), // an algorithm
            Map.entry("WebhookSender", "application/json; charset=utf-8"), // a media type
            Map.entry("PrometheusServlet", "Bearer realm=.*"), // RFC 6750
            Map.entry("Ready", "not set up|not tested")); // values that monitors compare: see the README

    private JavaLiterals() {}
}
