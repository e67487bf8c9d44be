package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.MailAccount;
import org.signetmail.check.CheckReport;
import org.signetmail.gate.ForAdministrators;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.token.TokenClaims;

/** What the page says of the test of the credentials. */
@Named
@RequestScoped
@ForAdministrators
public class CredentialsView {
    @Inject
    SettingsPage page;

    @Inject
    MyDesk mine;

    @Inject
    Counter counter;

    @Inject
    Clock clock;

    private boolean drawnRunning;

    /**
     * Whether the page has to ask again. What was drawn as running counts as running to the end of the request: a test that
     * ends in between would otherwise be shown as running for ever.
     */
    public boolean isRunning() {
        drawnRunning |= run().filter(CredentialsRun::running).isPresent();
        return drawnRunning;
    }

    /** What the test does before anybody presses the button, or what it needs first. */
    public String getHelp() {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            return "Needs " + Words.listed(missing) + " first.";
        }
        return page.type() == AuthenticationType.OAUTH2
                ? "Asks Microsoft for a new token with the values on this page, saved or not. Sends no mail. Takes at most"
                        + " 15 seconds."
                : "Connects and signs in with the values on this page, saved or not. Sends no mail. Takes at most 15"
                        + " seconds.";
    }

    public boolean isPossible() {
        return missing().isEmpty() && !isRunning();
    }

    public Optional<CredentialsRun> run() {
        return page.isCustomServer() ? mine.desk().credentials() : Optional.empty();
    }

    boolean secretAtHand() {
        return counter.secretAtHand(page);
    }

    /** Whether the result is about exactly what is on screen. */
    boolean upToDate() {
        return run().filter(this::upToDate).isPresent();
    }

    private boolean upToDate(CredentialsRun run) {
        Counter.Reading reading = counter.read(page.form(), page.version());
        reading.errors().keySet().retainAll(Field.CREDENTIALS);
        return reading.errors().isEmpty()
                && counter.candidate(reading.change())
                        .account()
                        .filter(run::tested)
                        .isPresent();
    }

    public List<ResultPanel> getPanels() {
        return run().map(this::panel).stream().toList();
    }

    private ResultPanel panel(CredentialsRun run) {
        CheckReport report = run.report();
        String when = Words.when(report.at(), clock.instant());
        if (report.verdict() == CheckReport.Verdict.RUNNING) {
            drawnRunning = true;
            long seconds = Duration.between(report.startedAt(), clock.instant()).toSeconds();
            return ResultPanel.plain(
                            "run", "run", "Testing the credentials", seconds + " of at most 15 seconds", "", List.of())
                    .withLadder(report.steps());
        }
        if (!upToDate(run)) {
            return stale(run, report, when);
        }
        return switch (report.verdict()) {
            case PASSED -> ResultPanel.plain("ok", "ok", "Authentication Successful", when, next(), facts(run, report));
            case WARNED ->
                report.finding()
                        .map(finding ->
                                ResultPanel.of("warn", "warn", finding, when).withLadder(report.steps()))
                        .orElseThrow();
            case FAILED, RUNNING ->
                report.finding()
                        .map(finding ->
                                ResultPanel.of("bad", "bad", finding, when).withLadder(report.steps()))
                        .orElseGet(
                                () -> ResultPanel.plain("stale", "clock", "The test was cancelled", when, "", List.of())
                                        .withLadder(report.steps()));
        };
    }

    private String next() {
        return page.typedSomething() || page.version() == 0 ? "<p>Next: save, then test the SMTP settings.</p>" : "";
    }

    private static ResultPanel stale(CredentialsRun run, CheckReport report, String when) {
        String was = run.passed()
                ? "Authentication Successful"
                : report.finding().map(finding -> finding.headline()).orElse("Cancelled");
        return ResultPanel.plain(
                "stale",
                "clock",
                "Out of date: " + was,
                when,
                "<p>The values on this page are not those that were tested. Test again.</p>",
                List.of());
    }

    private static List<ResultPanel.Fact> facts(CredentialsRun run, CheckReport report) {
        var facts = new ArrayList<ResultPanel.Fact>();
        if (run.account() instanceof MailAccount.Microsoft365 account) {
            var application = account.credentials().application();
            facts.add(new ResultPanel.Fact(
                    "Application",
                    report.claims()
                            .map(TokenClaims::applicationName)
                            .filter(name -> !name.isEmpty())
                            .orElse(application.client().value())));
            facts.add(new ResultPanel.Fact(
                    "Tenant",
                    report.claims()
                            .map(TokenClaims::tenant)
                            .filter(tenant -> !tenant.isEmpty())
                            .orElse(application.tenant().value())));
            report.tokenExpiresAt()
                    .ifPresent(end -> facts.add(new ResultPanel.Fact(
                            "Token",
                            "Valid for " + Duration.between(report.at(), end).toMinutes() + " minutes, until "
                                    + Words.clock(end) + " UTC, for "
                                    + account.route().label())));
            report.claims()
                    .filter(claims -> claims.roles().contains(account.route().appRole()))
                    .ifPresent(claims -> facts.add(new ResultPanel.Fact(
                            "Permission", account.route().appRole() + ", granted by an administrator")));
            facts.add(new ResultPanel.Fact(
                    "Values tested", "Those on screen: Client ID, Tenant ID, Client Secret, Cloud, Delivery route"));
        } else if (run.account() instanceof MailAccount.SmtpRelay relay) {
            facts.add(new ResultPanel.Fact(
                    "Server",
                    relay.relay().server().host() + ", port "
                            + relay.relay().server().port()));
            facts.add(new ResultPanel.Fact("Values tested", "Those on screen: Host, Port, TLS mode, User, Password"));
        }
        return List.copyOf(facts);
    }

    private List<String> missing() {
        var required = page.type() == AuthenticationType.OAUTH2
                ? List.of(Field.CLIENT_ID, Field.TENANT_ID)
                : List.of(Field.HOST, Field.USER);
        var missing = new ArrayList<String>();
        required.stream().filter(page.form()::isBlank).map(Field::label).forEach(missing::add);
        if (!counter.secretAtHand(page)) {
            missing.add(
                    page.type() == AuthenticationType.OAUTH2 ? Field.CLIENT_SECRET.label() : Field.PASSWORD.label());
        }
        return missing;
    }
}
