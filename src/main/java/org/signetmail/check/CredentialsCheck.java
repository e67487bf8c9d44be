package org.signetmail.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Symptom;
import org.signetmail.log.LogEvent;
import org.signetmail.smtp.RelayProbe;
import org.signetmail.text.Messages;
import org.signetmail.token.AuthorityProbe;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/**
 * Tests an account as for sending a message, without one, and always with a new token. Never throws.
 *
 * <p>An interrupt of the running thread cancels the check, which then ends immediately with a corresponding report.
 */
@ApplicationScoped
public class CredentialsCheck {
    private static final String CANCELLED = "SIGNET_CANCELLED";
    private static final String INTERNAL = "SIGNET_INTERNAL";

    /** Slightly less than the 15 seconds stated on the page. */
    Duration limit = Duration.ofMillis(14_500);

    @Inject
    TokenSource tokens;

    @Inject
    AuthorityProbe authority;

    @Inject
    RelayProbe relays;

    @Inject
    Findings findings;

    @Inject
    Clock clock;

    @Inject
    CheckThreads threads;

    /** Runs the check within 15 seconds. {@code progress} receives a report at the start and end of every step. */
    public CheckReport run(MailAccount candidate, Consumer<CheckReport> progress) {
        AccountCheck accountCheck = candidate instanceof MailAccount.Microsoft365 microsoft
                ? new MicrosoftCheck(microsoft, tokens, authority, findings, clock)
                : new RelayCheck((MailAccount.SmtpRelay) candidate, relays);
        var checkProgress = new CheckProgress(accountCheck.steps(), clock, progress);
        try {
            return runSteps(accountCheck, checkProgress);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return failed(
                    accountCheck, checkProgress, symptom(accountCheck, CANCELLED, Messages.text("check.cancelled")));
        } catch (TimeoutException tooLate) {
            return failed(
                    accountCheck,
                    checkProgress,
                    symptom(accountCheck, Symptom.NET_TIME_OUT, Messages.text("check.timeout")));
        } catch (RuntimeException defect) {
            LogEvent.CHECK_FAILED.log(defect);
            return failed(
                    accountCheck,
                    checkProgress,
                    symptom(accountCheck, INTERNAL, defect.getClass().getName()));
        }
    }

    private CheckReport runSteps(AccountCheck accountCheck, CheckProgress checkProgress)
            throws TimeoutException, InterruptedException {
        try {
            var symptom = accountCheck.run(checkProgress, new TimeBudget(threads.pool(), limit));
            return symptom.isPresent() ? failed(accountCheck, checkProgress, symptom.get()) : checkProgress.finish();
        } catch (TokenException noToken) {
            return failed(accountCheck, checkProgress, noToken.symptom());
        }
    }

    private CheckReport failed(AccountCheck accountCheck, CheckProgress checkProgress, Symptom symptom) {
        return checkProgress.failed(
                findings.brief(symptom, accountCheck.context()),
                findings.explain(symptom, accountCheck.context(), accountCheck.circumstances(symptom)));
    }

    private Symptom symptom(AccountCheck accountCheck, String code, String words) {
        return Symptom.unanswered(accountCheck.peer(), code, words, clock.instant());
    }
}
