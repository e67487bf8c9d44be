package org.signetmail.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The available clouds: Microsoft's, then the custom one if configured. A client secret is sent to no other host. */
public record Clouds(List<Cloud> all) {
    public Clouds {
        all = List.copyOf(all);
    }

    public static Clouds with(Optional<Cloud> custom) {
        var all = new ArrayList<>(Cloud.MICROSOFT);
        custom.ifPresent(all::add);
        return new Clouds(all);
    }

    /**
     * Whether a server is Exchange Online's, in any of Microsoft's clouds: there Basic authentication will end.
     *
     * @see <a href="https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/opt-in-exchange-online-endpoint-for-legacy-tls-using-smtp-auth">The
     *     endpoint for old TLS</a>
     */
    public static boolean isExchangeOnline(SmtpServer server) {
        return Stream.concat(
                        Cloud.MICROSOFT.stream().map(cloud -> cloud.smtp().host()),
                        Stream.of("smtp-legacy.office365.com"))
                .anyMatch(server.host()::equalsIgnoreCase);
    }

    public Optional<Cloud> find(String id) {
        return all.stream().filter(cloud -> cloud.id().equals(id)).findFirst();
    }
}
