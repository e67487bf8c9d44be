package org.signetmail.smtp;

import java.time.Instant;
import org.signetmail.account.Peer;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.log.LogEvent;
import org.signetmail.text.Messages;

/** The symptom of a relay outside the allow-list: identical for every such relay, and silent about what runs there. */
final class RelayRefusal {

    private RelayRefusal() {}

    static Symptom of(SmtpServer server, Instant now) {
        LogEvent.RELAY_REFUSED
                .with("host", server.host())
                .with("port", server.port())
                .log();
        return Symptom.unanswered(Peer.SMTP, Symptom.RELAY_NOT_ALLOWED, Messages.text("smtp.noConnection"), now);
    }
}
