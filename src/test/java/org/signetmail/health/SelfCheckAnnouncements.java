package org.signetmail.health;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.expiry.Notifier;
import org.signetmail.health.CredentialProbe.Probed;
import org.signetmail.signin.RecordedAudit;

/** What the self-check announces, for tests of other packages. */
public final class SelfCheckAnnouncements {
    private SelfCheckAnnouncements() {}

    /** Announces that Entra refuses the current credential as expired. */
    public static void failed(Notifier notifier, Clock clock, CredentialInfo current, List<Mailbox> administrators) {
        var announcement = new SelfCheckAnnouncement();
        announcement.notifier = notifier;
        announcement.audit = new RecordedAudit();
        announcement.clock = clock;
        var expired =
                new Symptom(Peer.ENTRA, "AADSTS7000222", 401, "expired", "", "", clock.instant(), Optional.empty());
        announcement.send(Slot.CURRENT, new Probed(current, expired, true), administrators);
    }
}
