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
import org.signetmail.token.AuthorityProbe;
import org.signetmail.token.TokenException;
import org.signetmail.token.TokenSource;

/**
 * Tries the way that a mail takes, without a mail, and always with a new token. Never throws at the page.
 *
 * <p>Whoever interrupts the running thread cancels the check: it then ends at once with a report that says so.
 */
@ApplicationScoped
public class CredentialsCheck {
    private static final String CANCELLED = "SIGNET_CANCELLED";
    private static final String INTERNAL = "SIGNET_INTERNAL";

    /** A little less than the 15 seconds that the page promises. */
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
    TestThreads threads;

    /** Runs to its end within 15 seconds. Every step is told to {@code progress} as it starts and ends. */
    public CheckReport run(MailAccount candidate, Consumer<CheckReport> progress) {
        Trial trial = candidate instanceof MailAccount.Microsoft365 microsoft
                ? new MicrosoftTrial(microsoft, tokens, authority, findings, clock)
                : new RelayTrial((MailAccount.SmtpRelay) candidate, relays);
        var ladder = new Ladder(trial.steps(), clock, progress);
        try {
            return ended(trial, ladder);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return failed(trial, ladder, own(trial, CANCELLED, "Cancelled by the administrator"));
        } catch (TimeoutException tooLate) {
            return failed(trial, ladder, own(trial, Symptom.NET_TIME_OUT, "No answer within 15 seconds"));
        } catch (RuntimeException bug) {
            LogEvent.CHECK_FAILED.log(bug);
            return failed(trial, ladder, own(trial, INTERNAL, bug.getClass().getName()));
        }
    }

    private CheckReport ended(Trial trial, Ladder ladder) throws TimeoutException, InterruptedException {
        try {
            var symptom = trial.climb(ladder, new Patience(threads.pool(), limit));
            return symptom.isPresent() ? failed(trial, ladder, symptom.get()) : ladder.ended();
        } catch (TokenException noToken) {
            return failed(trial, ladder, noToken.symptom());
        }
    }

    private CheckReport failed(Trial trial, Ladder ladder, Symptom symptom) {
        return ladder.failed(
                findings.brief(symptom, trial.scene()),
                findings.explain(symptom, trial.scene(), trial.circumstances(symptom)));
    }

    private Symptom own(Trial trial, String code, String words) {
        return Symptom.unanswered(trial.peer(), code, words, clock.instant());
    }
}
