package org.signetmail.smtp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.signetmail.account.SmtpServer;

/** What was learnt about SMTP servers since the start. Safe for many threads. */
public final class BdatSupportByServer {
    private final boolean chunkingWanted;
    private final Map<SmtpServer, BdatSupport> bdatSupport = new ConcurrentHashMap<>();

    /** @param chunkingWanted whether content may go out by BDAT where a server offers it (RFC 3030) */
    public BdatSupportByServer(boolean chunkingWanted) {
        this.chunkingWanted = chunkingWanted;
    }

    BdatSupport chunkingOf(SmtpServer server) {
        return bdatSupport.computeIfAbsent(server, first -> new BdatSupport(chunkingWanted));
    }
}
