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
import org.signetmail.letter.Mail;
import org.signetmail.letter.Outcome;
import org.signetmail.mail.Mailer;
import org.signetmail.practice.Contoso;

/** Takes mail and answers as told: for outcomes that a real peer gives to one recipient and not to another. */
final class Postbox extends Mailer {
    static final Mailbox FROM = new Mailbox(Contoso.NOTIFICATIONS);

    final List<Mail> tried = Collections.synchronizedList(new ArrayList<>());
    final List<Mail> taken = Collections.synchronizedList(new ArrayList<>());

    private volatile Function<Mail, Outcome> answer = mail -> accepted();

    void answers(Function<Mail, Outcome> how) {
        answer = how;
    }

    @Override
    public Outcome sendFromSystem(Mail mail) {
        tried.add(mail);
        Outcome outcome = answer.apply(mail);
        if (outcome instanceof Outcome.Accepted) {
            taken.add(mail);
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
