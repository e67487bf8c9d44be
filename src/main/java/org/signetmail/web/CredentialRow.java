package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.time.Instant;
import java.util.Optional;
import org.signetmail.credential.CertificateFile;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.credential.Slot;
import org.signetmail.expiry.CredentialEnd;
import org.signetmail.expiry.ExpiryStage;

/**
 * A stored credential as the page of the credentials shows it, in words.
 *
 * @param place which slot it is in
 * @param tone severity of the tag of the place
 * @param markName what {@code mark} is
 * @param mark the first characters of a secret as Entra shows them, or the thumbprint of a certificate; blank if there is
 *     neither
 */
public record CredentialRow(
        String place,
        String tone,
        String kind,
        String markName,
        String mark,
        String added,
        String ends,
        String worked,
        String failed) {

    static CredentialRow of(CredentialInfo info, Instant now) {
        return new CredentialRow(
                place(info, now),
                tone(info, now),
                info.kind().label(),
                text(info.hint().isPresent() ? "credentialPage.hint.name" : "credentialPage.sha1"),
                mark(info),
                text("credentialPage.added.line", Formats.day(info.addedAt()), info.addedBy()),
                ends(info),
                info.workedAt().map(at -> Formats.when(at, now)).orElseGet(() -> text("credentialPage.never")),
                info.failedAt()
                        .map(at -> text(
                                "credentialPage.failed",
                                Formats.when(at, now),
                                info.failureCode().orElse("")))
                        .orElseGet(() -> text("credentialPage.never")));
    }

    private static String tone(CredentialInfo info, Instant now) {
        if (!info.isIn(Slot.CURRENT)) {
            return "secondary";
        }
        return past(info, now) ? "danger" : "success";
    }

    private static boolean past(CredentialInfo info, Instant now) {
        CredentialEnd end = info.endsAt()
                .<CredentialEnd>map(CredentialEnd.Moment::new)
                .orElseGet(() -> CredentialEnd.onDay(info.expiresOn().orElse(null)));
        return end.stage(now) == ExpiryStage.PAST;
    }

    private static String place(CredentialInfo info, Instant now) {
        if (info.slot().isEmpty()) {
            return info.wipeAt()
                    .map(at -> text("credentialPage.place.former", Formats.day(at)))
                    .orElseGet(() -> text("credentialPage.place.formerKept"));
        }
        if (info.isIn(Slot.CURRENT)) {
            return text(past(info, now) ? "credentialPage.place.ended" : "credentialPage.place.current");
        }
        return info.promoteAt()
                .map(at -> text("credentialPage.place.planned", Formats.day(at)))
                .orElseGet(() -> text("credentialPage.place.next"));
    }

    private static String mark(CredentialInfo info) {
        Optional<String> hint = info.hint().map(first -> text("credentialPage.hint", first));
        return hint.or(() -> certificate(info).map(CertificateFile::sha1)).orElse("");
    }

    private static String ends(CredentialInfo info) {
        return switch (info.kind()) {
            case FEDERATED -> text("credentialPage.ends.never");
            case CERTIFICATE ->
                info.endsAt()
                        .map(at -> text("format.utc", Formats.dayAndTime(at)))
                        .orElseGet(() -> text("credentialPage.ends.unknown"));
            case CLIENT_SECRET ->
                info.expiresOn().map(Formats::day).orElseGet(() -> text("credentialPage.ends.unknown"));
        };
    }

    /** The file to upload; empty for another kind. */
    static Optional<CertificateFile> certificate(CredentialInfo info) {
        return info.certificate().map(CertificateFile::of);
    }
}
