package org.signetmail.smtp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.signetmail.account.SmtpServer;

/** The BDAT support of each SMTP server, as learned since the application started. Thread-safe. */
public final class BdatSupportByServer {
    private final boolean bdatEnabled;
    private final Map<SmtpServer, BdatSupport> byServer = new ConcurrentHashMap<>();

    /** @param bdatEnabled whether content may be sent by BDAT where a server offers it (RFC 3030) */
    public BdatSupportByServer(boolean bdatEnabled) {
        this.bdatEnabled = bdatEnabled;
    }

    BdatSupport of(SmtpServer server) {
        return byServer.computeIfAbsent(server, first -> new BdatSupport(bdatEnabled));
    }
}
