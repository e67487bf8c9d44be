package org.signetmail.account;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/**
 * The hosts that a webhook may be at: every public address, and what the operator lists beside them. An entry without
 * a port allows every port.
 *
 * @param notUnderstood invalid entries, which allow nothing
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP on
 *     server-side request forgery</a>
 */
public record WebhookAllowList(List<RelayAllowList.Entry> entries, List<String> notUnderstood) {
    /** Where an operator lists what is allowed besides. */
    public static final ConfigurationKey KEY = ConfigurationKey.WEBHOOK_HOSTS;

    /** The list without entries. */
    public static final WebhookAllowList DEFAULT = of("");

    public WebhookAllowList {
        entries = List.copyOf(entries);
        notUnderstood = List.copyOf(notUnderstood);
    }

    /** Parses the operator's list: {@code host[:port]} and {@code network/length[:port]}. */
    public static WebhookAllowList of(String listed) {
        var parsed = RelayAllowList.of(listed);
        return new WebhookAllowList(parsed.entries(), parsed.notUnderstood());
    }

    /** Whether all addresses of a host are allowed at this port. */
    public boolean allows(String host, int port, Collection<InetAddress> addresses) {
        return addresses.stream()
                .allMatch(address -> !SpecialPurposeAddresses.orPrivateContain(address)
                        || entries.stream()
                                .anyMatch(entry ->
                                        entry.port().map(only -> only == port).orElse(true)
                                                && entry.allows(host, address)));
    }
}
