package org.signetmail.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.delivery.Mailer;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;

/** A mailer with scripted outcomes per recipient. */
final class ScriptedMailer extends Mailer {
    static final Mailbox FROM = new Mailbox(Contoso.NOTIFICATIONS);

    final List<PlainTextMail> tried = Collections.synchronizedList(new ArrayList<>());
    final List<PlainTextMail> taken = Collections.synchronizedList(new ArrayList<>());

    private volatile Function<PlainTextMail, Outcome> answer = plainTextMail -> accepted();

    void outcomes(Function<PlainTextMail, Outcome> how) {
        answer = how;
    }

    @Override
    public Outcome sendFromSystem(PlainTextMail plainTextMail) {
        tried.add(plainTextMail);
        Outcome outcome = answer.apply(plainTextMail);
        if (outcome instanceof Outcome.Accepted) {
            taken.add(plainTextMail);
        }
        return outcome;
    }

    static Outcome accepted() {
        return new Outcome.Accepted(FROM, "<1@contoso.com>", Instant.EPOCH, Duration.ZERO, "nobody", "");
    }

    static Outcome refused(Peer by) {
        return new Outcome.Refused(FROM, Instant.EPOCH, symptom(by));
    }

    static Outcome unknown() {
        return new Outcome.Unknown(FROM, "<1@contoso.com>", Instant.EPOCH, symptom(Peer.GRAPH));
    }

    private static Symptom symptom(Peer by) {
        return new Symptom(by, "X", 500, "", "", "", Instant.EPOCH, Optional.empty());
    }
}
