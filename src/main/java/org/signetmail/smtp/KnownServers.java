package org.signetmail.smtp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.signetmail.account.SmtpServer;

/** What was learnt about SMTP servers since the start. Safe for many threads. */
public final class KnownServers {
    private final boolean chunkingWanted;
    private final Map<SmtpServer, Chunking> chunking = new ConcurrentHashMap<>();

    /** @param chunkingWanted whether content may go out by BDAT where a server offers it (RFC 3030) */
    public KnownServers(boolean chunkingWanted) {
        this.chunkingWanted = chunkingWanted;
    }

    Chunking chunkingOf(SmtpServer server) {
        return chunking.computeIfAbsent(server, first -> new Chunking(chunkingWanted));
    }
}
