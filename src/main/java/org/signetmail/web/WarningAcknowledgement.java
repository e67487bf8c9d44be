package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.signetmail.expiry.ExpiryNotices;
import org.signetmail.log.AuditNote;
import org.signetmail.signin.AdministratorsOnly;

/** The button beside the banner about the end of the credential. It quiets mail, and not the banner. */
@Named
@RequestScoped
@AdministratorsOnly
public class WarningAcknowledgement {
    @Inject
    ExpiryNotices expiry;

    @Inject
    SavedState saved;

    @Inject
    CurrentUser currentUser;

    @Inject
    Event<AuditNote> audit;

    /** Acknowledges the warning. The page renders its banners again and nothing else: what is typed there stays. */
    public void acknowledge() {
        String who = currentUser.getName();
        if (expiry.acknowledge(saved.settings(), who)) {
            audit.fire(new AuditNote(
                    who,
                    text(
                            "warnings.audit.acknowledged",
                            expiry.sentence(saved.settings()).orElse(""))));
        }
    }
}
