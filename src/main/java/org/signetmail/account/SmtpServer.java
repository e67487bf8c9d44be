package org.signetmail.account;

import java.util.regex.Pattern;

/** Host and port of an SMTP server; the host is a name or a literal address, in lower case. */
public record SmtpServer(String host, int port) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,252})|[0-9a-f:]{2,45}");

    public SmtpServer {
        host = Idna.toAscii(InputRules.text(host, "setting.host"));
        if (!HOST.matcher(host).matches()) {
            throw InvalidInput.of("account.server.host");
        }
        if (port < 1 || port > 65_535) {
            throw InvalidInput.of("account.server.port");
        }
    }
}
