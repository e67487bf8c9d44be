package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.RejectedExecutionException;
import org.signetmail.account.ClientSecret;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;
import org.signetmail.check.CheckThreads;
import org.signetmail.directory.DirectoryException;
import org.signetmail.directory.SecretLookUp;
import org.signetmail.log.AuditNote;
import org.signetmail.log.LogEvent;
import org.signetmail.token.TokenException;

/** Looks up the client secret's end on a thread of its own, within the limits of the tests. Thread-safe. */
@ApplicationScoped
class EndLookUp {
    @Inject
    SecretLookUp directory;

    @Inject
    CheckThreads threads;

    @Inject
    TestLimit limit;

    @Inject
    jakarta.enterprise.event.Event<AuditNote> audit;

    @Inject
    Clock clock;

    /**
     * Starts a look-up.
     *
     * @param typedOn the day of UTC on which the secret was typed
     * @throws InvalidInput if there are too many tests at the moment
     */
    EndLookUpRun begin(MailAccount.Microsoft365 account, ClientSecret secret, LocalDate typedOn, String who) {
        limit.tryStart(TestLimit.Kind.LOOK_UP).ifPresent(why -> {
            throw new InvalidInput(why);
        });
        var run = new EndLookUpRun(account, clock.instant());
        boolean begun = false;
        try {
            threads.execute(() -> lookUp(run, account, secret, typedOn, who));
            begun = true;
        } catch (RejectedExecutionException tooMany) {
            throw new InvalidInput(text("tests.waiting"));
        } finally {
            if (!begun) {
                limit.ended(TestLimit.Kind.LOOK_UP);
            }
        }
        return run;
    }

    private void lookUp(
            EndLookUpRun run, MailAccount.Microsoft365 account, ClientSecret secret, LocalDate typedOn, String who) {
        try {
            String what = text("lookUp.audit", run.account().description());
            LogEvent.TEST_STARTED.with("who", who).with("what", what).log();
            audit.fire(new AuditNote(AuditNote.Kind.TEST, who, what));
            run.found(directory.find(account.credentials(), secret, typedOn));
        } catch (DirectoryException refused) {
            run.failed(refused.symptom());
        } catch (TokenException none) {
            run.failed(none.symptom());
        } catch (RuntimeException fault) {
            LogEvent.CHECK_FAILED.log(fault);
        } finally {
            run.finish();
            limit.ended(TestLimit.Kind.LOOK_UP);
        }
    }
}
