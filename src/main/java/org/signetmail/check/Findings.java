package org.signetmail.check;

import org.jspecify.annotations.Nullable;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;

/** The table of findings: what each symptom means, who can mend it and how. Kept as data in {@code findings.json}. */
public class Findings {

    /** What a finding's words may name: all of it comes from the page or the settings; null where it does not apply. */
    public record Scene(
            @Nullable Cloud cloud,
            @Nullable DeliveryRoute route,
            String host,
            String tenant,
            String client,
            String mailbox,
            String recipient) {}

    /** Never empty-handed: what is not in the table gets a finding that shows the peer's own code and words. */
    public Finding explain(Symptom symptom, Scene scene) {
        throw new UnsupportedOperationException();
    }
}
