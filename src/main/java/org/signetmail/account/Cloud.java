package org.signetmail.account;

import java.net.URI;
import java.util.List;
import org.signetmail.text.Messages;

/**
 * One of Microsoft's clouds, or the operator's replacement for one: the endpoints that a credential may be sent to.
 *
 * @param id the stored name
 * @param label the name on the page
 * @param authority https base URL of the token service, without a path
 * @param graph base URL of Microsoft Graph with the version, without a trailing slash
 * @param graphResource App ID URI of Graph; the scope is this with {@code /.default} appended
 * @param smtp the submission server
 * @param smtpResource App ID URI of Exchange Online; the scope is this with {@code /.default} appended
 * @param adminCenter base URL of the admin center, where the application is managed
 * @param trust the certificate authorities trusted for all of these hosts
 */
public record Cloud(
        String id,
        String label,
        URI authority,
        URI graph,
        String graphResource,
        SmtpServer smtp,
        String smtpResource,
        URI adminCenter,
        Trust trust) {

    public static final String CUSTOM_ID = "CUSTOM";

    /**
     * Microsoft's clouds, Worldwide first.
     *
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud">National clouds</a>
     * @see <a href="https://learn.microsoft.com/graph/deployments">National cloud deployments of Graph</a>
     */
    public static final List<Cloud> MICROSOFT = List.of(
            microsoft(
                    "WORLDWIDE",
                    Messages.text("account.cloud.worldwide"),
                    "https://login.microsoftonline.com",
                    "https://graph.microsoft.com",
                    "smtp.office365.com",
                    "https://outlook.office365.com",
                    "https://entra.microsoft.com"),
            microsoft(
                    "GCC_HIGH",
                    Messages.text("account.cloud.gccHigh"),
                    "https://login.microsoftonline.us",
                    "https://graph.microsoft.us",
                    "smtp.office365.us",
                    "https://outlook.office365.us",
                    "https://entra.microsoft.us"),
            microsoft(
                    "DOD",
                    Messages.text("account.cloud.dod"),
                    "https://login.microsoftonline.us",
                    "https://dod-graph.microsoft.us",
                    "outlook-dod.office365.us",
                    "https://outlook-dod.office365.us",
                    "https://entra.microsoft.us"),
            microsoft(
                    "CHINA",
                    Messages.text("account.cloud.china"),
                    "https://login.partner.microsoftonline.cn",
                    "https://microsoftgraph.chinacloudapi.cn",
                    "smtp.partner.outlook.cn",
                    "https://partner.outlook.cn",
                    "https://entra.microsoftonline.cn"));

    /**
     * The operator's replacement for the worldwide cloud. It uses that cloud's scopes.
     *
     * @throws InvalidInput if the authority or the Graph address is not https
     */
    public static Cloud custom(URI authority, URI graph, SmtpServer smtp, Trust trust) {
        Cloud worldwide = MICROSOFT.get(0);
        return new Cloud(
                CUSTOM_ID,
                Messages.text("account.cloud.custom"),
                authority,
                graph,
                worldwide.graphResource,
                smtp,
                worldwide.smtpResource,
                worldwide.adminCenter,
                trust);
    }

    public Cloud {
        authority = withoutTrailingSlash(authority);
        graph = withoutTrailingSlash(graph);
        if (!"https".equals(authority.getScheme()) || authority.getHost() == null) {
            throw InvalidInput.of("account.cloud.authority");
        }
        if (!"https".equals(graph.getScheme()) || graph.getHost() == null) {
            throw InvalidInput.of("account.cloud.graph");
        }
    }

    /** The scope to request a token for this route with. */
    public String scope(DeliveryRoute route) {
        return resource(route) + "/.default";
    }

    /** The audience of a token for this route. */
    public String resource(DeliveryRoute route) {
        return switch (route) {
            case GRAPH -> graphResource;
            case SMTP -> smtpResource;
        };
    }

    private static Cloud microsoft(
            String id,
            String label,
            String authority,
            String graph,
            String smtpHost,
            String exchange,
            String adminCenter) {
        return new Cloud(
                id,
                label,
                URI.create(authority),
                URI.create(graph + "/v1.0"),
                graph,
                new SmtpServer(smtpHost, 587),
                exchange,
                URI.create(adminCenter),
                Trust.JVM);
    }

    private static URI withoutTrailingSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }
}
