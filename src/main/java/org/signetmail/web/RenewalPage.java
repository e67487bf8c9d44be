package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.CertificateCredential;
import org.signetmail.account.CertificateId;
import org.signetmail.account.CredentialKind;
import org.signetmail.account.InvalidInput;
import org.signetmail.credential.Rollover;
import org.signetmail.credential.Rollover.Obstacle;
import org.signetmail.credential.Rollover.Phase;
import org.signetmail.credential.Rollover.Reason;
import org.signetmail.directory.CertificateRollover;
import org.signetmail.log.AuditNote;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.RenewalStore;
import org.signetmail.settings.RolloverSettings;
import org.signetmail.signin.AdministratorsOnly;

/** The renewal of the current certificate, on the page of the credentials: its switch, how far it is, and what stopped it. */
@Named
@RequestScoped
@AdministratorsOnly
public class RenewalPage {
    @Inject
    RenewalStore store;

    @Inject
    CertificateRollover rollover;

    @Inject
    CredentialsState credentials;

    @Inject
    CurrentUser currentUser;

    @Inject
    Event<AuditNote> audit;

    @Inject
    Clock clock;

    private RenewalForm form = new RenewalForm();
    private @Nullable RolloverSettings settings;
    private @Nullable Rollover state;
    private String notice = "";
    private boolean failed;

    @PostConstruct
    void open() {
        form = new RenewalForm(settings());
    }

    /** Saves the switch and the fields; a Certificate ID is entered for the current certificate. */
    public void save() {
        try {
            Optional<CertificateId> certificate = form.certificate();
            store.configure(form.settings(), currentUser.getName());
            if (certificate.isPresent() && !store.enter(certificate.get(), currentUser.getName())) {
                refused(text("renewal.certificateId.early"));
            } else {
                notice = text(form.isEnabled() ? "renewal.saved.on" : "renewal.saved.off");
            }
        } catch (InvalidInput | SealBroken why) {
            refused(String.valueOf(why.getMessage()));
        }
        readAgain();
        if (!failed) {
            form = new RenewalForm(settings());
        }
    }

    /** Saves, and begins now: months before it is due, an administrator sees whether it works. Goes on with what was refused. */
    public void renewNow() {
        save();
        if (failed) {
            return;
        }
        if (!settings().enabled()) {
            refused(text("renewal.now.off"));
            return;
        }
        audit.fire(new AuditNote(AuditNote.Kind.CREDENTIAL, currentUser.getName(), text("renewal.audit.now")));
        try {
            rollover.proceedAtOnce();
            readAgain();
            if (obstacle().isPresent()) {
                refused(text("renewal.now.stopped"));
            } else {
                notice = text("renewal.now.done");
            }
        } catch (SealBroken why) {
            refused(String.valueOf(why.getMessage()));
            readAgain();
        }
    }

    private void refused(String why) {
        failed = true;
        notice = why;
    }

    private void readAgain() {
        settings = null;
        state = null;
        credentials.readAgain();
    }

    private RolloverSettings settings() {
        RolloverSettings present = settings;
        if (present == null) {
            present = store.settings();
            settings = present;
        }
        return present;
    }

    private Rollover state() {
        Rollover present = state;
        if (present == null) {
            present = store.state();
            state = present;
        }
        return present;
    }

    /** The certificate that is renewed; DER in base64. */
    private Optional<String> certificate() {
        return credentials
                .current()
                .filter(current -> current.kind() == CredentialKind.CERTIFICATE)
                .flatMap(current -> current.certificate());
    }

    /** Whether there is something to renew. */
    public boolean isPossible() {
        return certificate().isPresent();
    }

    private boolean isActive() {
        return settings().enabled() && isPossible();
    }

    /** Whether the current certificate is among those that may be removed. */
    public boolean isRemovable() {
        return certificate()
                .map(CertificateCredential::thumbprintOf)
                .filter(thumbprint ->
                        state().own().stream().anyMatch(key -> key.thumbprint().equals(thumbprint)))
                .isPresent();
    }

    /** How far it is, and what comes next. */
    public List<ResultPanel.Fact> getFacts() {
        var facts = new ArrayList<ResultPanel.Fact>();
        facts.add(new ResultPanel.Fact(text("renewal.state"), stateInWords()));
        if (isActive()) {
            certificate()
                    .map(CertificateCredential::x509)
                    .map(Rollover::dueAt)
                    .ifPresent(due -> facts.add(
                            new ResultPanel.Fact(text("renewal.due"), text("format.utc", Formats.dayAndTime(due)))));
            facts.add(new ResultPanel.Fact(
                    text("renewal.former"), text(isRemovable() ? "renewal.former.removed" : "renewal.former.stays")));
        }
        return facts;
    }

    private String stateInWords() {
        if (!settings().enabled()) {
            return text("renewal.off");
        }
        if (certificate().isEmpty()) {
            return text("renewal.waiting");
        }
        Phase phase = isNextItsOwn() ? state().phase() : Phase.IDLE;
        Instant serves = state().since().plus(CertificateRollover.SPREAD);
        return text("renewal.phase." + phase.name(), text("format.utc", Formats.dayAndTime(serves)));
    }

    /** An administrator may have promoted or deleted the next certificate since the renewal went on. */
    private boolean isNextItsOwn() {
        return credentials
                .next()
                .flatMap(next -> next.certificate())
                .filter(next -> CertificateCredential.thumbprintOf(next).equals(state().next()))
                .isPresent();
    }

    /** What stopped it, with its remedy. */
    public List<ResultPanel> getPanels() {
        return isActive() ? obstacle().map(this::panel).stream().toList() : List.of();
    }

    /** One about a next credential is past once that is gone, even before the renewal goes on. */
    private Optional<Obstacle> obstacle() {
        boolean past = state().isStoppedBy(Reason.NEXT_TAKEN)
                ? credentials.next().isEmpty()
                : state().phase() != Phase.IDLE && !isNextItsOwn();
        return past ? Optional.empty() : state().obstacle();
    }

    private ResultPanel panel(Obstacle obstacle) {
        String key = "renewal.obstacle." + obstacle.reason().name();
        String code = obstacle.code();
        return new ResultPanel(
                "warn",
                "warn",
                text(key),
                Formats.when(obstacle.at(), clock.instant()),
                List.of(),
                Markdown.html(text(key + ".help")),
                code.isEmpty() ? List.of() : List.of(new ResultPanel.Fact(text("renewal.code"), code)),
                Markdown.html(text(key + ".who")),
                text(key + ".steps").lines().map(Markdown::html).toList(),
                null,
                List.of(),
                "");
    }

    public RenewalForm getForm() {
        return form;
    }

    public String getNotice() {
        return notice;
    }

    public boolean isFailed() {
        return failed;
    }
}
