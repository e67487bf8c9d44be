package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.check.CheckReport;
import org.signetmail.check.CheckReport.Verdict;
import org.signetmail.check.CheckThreads;
import org.signetmail.check.CredentialsCheck;
import org.signetmail.database.DatabaseTrouble;
import org.signetmail.delivery.Mailer;
import org.signetmail.delivery.Working;
import org.signetmail.log.AuditNote;
import org.signetmail.log.LogEvent;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.MailSettings;
import org.signetmail.settings.NotConfigured;
import org.signetmail.settings.SettingsStore;

/** Runs the tests of the two buttons on threads of their own, so the page can show their progress. Thread-safe. */
@ApplicationScoped
class TestRunner {
    @Inject
    CredentialsCheck check;

    @Inject
    Mailer mailer;

    @Inject
    SettingsStore store;

    @Inject
    Clock clock;

    @Inject
    CheckThreads threads;

    @Inject
    TestLimit limit;

    @Inject
    jakarta.enterprise.event.Event<AuditNote> audit;

    @Inject
    jakarta.enterprise.event.Event<Working> working;

    /**
     * Starts a test of this account; if it passes and the account is the saved one, records that.
     *
     * @throws InvalidInput if there are too many tests at the moment
     */
    CredentialsTestRun testCredentials(MailAccount account, String who) {
        refuseTooMany(TestLimit.Kind.CREDENTIALS);
        Instant now = clock.instant();
        var run = new CredentialsTestRun(
                account,
                new CheckReport(
                        now, now, Verdict.RUNNING, List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                clock);
        Runnable test = () -> {
            try {
                note(who, text("tests.audit.credentials", run.account().description()));
                run.update(check.run(account, run::update));
                if (run.passed()) {
                    rememberIfSaved(run);
                    working.fire(new Working());
                }
            } finally {
                run.finish();
            }
        };
        try {
            run.setWork(threads.start(test, () -> limit.ended(TestLimit.Kind.CREDENTIALS)));
        } catch (RejectedExecutionException tooMany) {
            throw noThread();
        }
        return run;
    }

    /** Starts a test in this workspace; returns the reason if there are too many tests at the moment, else empty. */
    Optional<String> begin(Workspace workspace, MailAccount account, String who) {
        try {
            workspace.begin(testCredentials(account, who));
            return Optional.empty();
        } catch (InvalidInput tooMany) {
            return Optional.of(String.valueOf(tooMany.getMessage()));
        }
    }

    private void refuseTooMany(TestLimit.Kind kind) {
        limit.tryStart(kind).ifPresent(why -> {
            throw new InvalidInput(why);
        });
    }

    private static InvalidInput noThread() {
        return new InvalidInput(text("tests.waiting"));
    }

    private void note(String who, String what) {
        LogEvent.TEST_STARTED.with("who", who).with("what", what).log();
        audit.fire(new AuditNote(AuditNote.Kind.TEST, who, what));
    }

    /** Records a passed test if the tested account is the saved one. */
    void rememberIfSaved(CredentialsTestRun run) {
        try {
            if (run.tested(store.account())) {
                store.credentialsPassed(run.report().at());
            }
        } catch (NotConfigured | SealBroken nothingToCompareWith) {
            LogEvent.CHECK_NOT_REMEMBERED.log(nothingToCompareWith);
        }
    }

    /**
     * Sends one message with the saved settings, through the same code as the messages of applications.
     *
     * @throws InvalidInput if there are too many tests at the moment
     */
    TestMailRun sendTestMail(Mailbox recipient, String who) {
        Instant now = clock.instant();
        String subject = text("testMail.subject", Formats.time(now));
        var run = new TestMailRun(recipient, subject, now);
        var plainTextMail =
                new PlainTextMail(List.of(recipient), subject, text("testMail.body", Formats.dayAndTime(now)) + "\n");
        Runnable test = () -> {
            try {
                note(who, text("tests.audit.settings", recipient.address(), way(store.load())));
                Outcome outcome = mailer.sendTest(plainTextMail);
                run.endedWith(outcome);
                if (outcome instanceof Outcome.Accepted) {
                    working.fire(new Working());
                }
            } catch (NotConfigured missing) {
                run.notTried(missing.getMessage());
            } catch (SealBroken sealed) {
                run.notTried(text("testMail.notTried.sealed", sealed.getMessage()));
            } catch (RuntimeException trouble) {
                if (DatabaseTrouble.in(trouble).isPresent()) {
                    run.notTried(text("testMail.notTried.database"));
                } else {
                    LogEvent.TEST_MAIL_FAILED.with("to", recipient).log(trouble);
                }
            } finally {
                if (run.running()) {
                    run.notTried(text("testMail.notTried.fault"));
                }
                limit.ended(TestLimit.Kind.SETTINGS);
            }
        };
        refuseTooMany(TestLimit.Kind.SETTINGS);
        boolean begun = false;
        try {
            threads.execute(test);
            begun = true;
        } catch (RejectedExecutionException tooMany) {
            throw noThread();
        } finally {
            if (!begun) {
                limit.ended(TestLimit.Kind.SETTINGS);
            }
        }
        return run;
    }

    private static String way(MailSettings saved) {
        String host = FindingContexts.of(saved, "", "").host();
        String type = saved.type().label();
        return host.isEmpty() ? type : text("tests.audit.route", type, host);
    }
}
