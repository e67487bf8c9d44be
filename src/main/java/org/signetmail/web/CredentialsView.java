package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.ApplicationRegistration;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Relay;
import org.signetmail.check.CheckReport;
import org.signetmail.check.Finding;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.signin.AdministratorsOnly;
import org.signetmail.token.TokenClaims;

/** The test of the credentials on the page: its progress and its result. */
@Named
@RequestScoped
@AdministratorsOnly
public class CredentialsView {
    private static final String NO_RESULT = "The test ended without a result";

    @Inject
    EditedForm edited;

    @Inject
    TestRunSnapshots runs;

    @Inject
    FormState state;

    @Inject
    Clock clock;

    private final RenderedOnce<Boolean> upToDate = new RenderedOnce<>(false);
    private final RenderedOnce<List<ResultPanel>> panels = new RenderedOnce<>(List.of());
    private final RenderedOnce<List<String>> missing = new RenderedOnce<>(List.of());

    /** Whether the page has to poll again. */
    public boolean isRunning() {
        return result().filter(CredentialsTestSnapshot::running).isPresent();
    }

    /** A description of the test, or the values that it needs first. */
    public String getHelp() {
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            return "Needs " + Formats.listed(missing) + " first.";
        }
        return edited.type() == AuthenticationType.OAUTH2
                ? "Asks Microsoft for a new token with the values on this page, saved or not. Sends no mail. Takes at most"
                        + " 15 seconds."
                : "Connects and signs in with the values on this page, saved or not. Sends no mail. Takes at most 15"
                        + " seconds.";
    }

    public boolean isPossible() {
        return missing().isEmpty() && !isRunning();
    }

    /** The state of the test when this request first read it; empty while Custom SMTP Server is off. */
    Optional<CredentialsTestSnapshot> result() {
        return edited.customServer() ? runs.credentials() : Optional.empty();
    }

    /** Whether the result is for exactly the values on screen. */
    boolean upToDate() {
        return upToDate.get(state, () -> result().filter(this::upToDate).isPresent());
    }

    private boolean upToDate(CredentialsTestSnapshot result) {
        return state.reading().errors().keySet().stream().noneMatch(Field.CREDENTIALS::contains)
                && state.candidate().account().filter(result.run()::tested).isPresent();
    }

    public List<ResultPanel> getPanels() {
        return panels.get(state, () -> result().map(this::panel).stream().toList());
    }

    private ResultPanel panel(CredentialsTestSnapshot result) {
        CheckReport report = result.report();
        String when = Formats.when(report.at(), clock.instant());
        if (result.running()) {
            long seconds = Duration.between(report.startedAt(), clock.instant()).toSeconds();
            return ResultPanel.plain(
                            "run", "run", "Testing the credentials", seconds + " of at most 15 seconds", "", List.of())
                    .withLadder(report.steps());
        }
        if (!upToDate()) {
            return stale(result, when);
        }
        return switch (report.verdict()) {
            case PASSED -> ResultPanel.plain("ok", "ok", "Authentication Successful", when, next(), facts(result));
            case WARNED ->
                report.finding()
                        .map(finding -> ResultPanel.of("warn", "warn", finding, when)
                                .withLadder(report.steps())
                                .offering(otherRoute(result)))
                        .orElseThrow();
            case FAILED, RUNNING ->
                report.finding()
                        .map(finding ->
                                ResultPanel.of("bad", "bad", finding, when).withLadder(report.steps()))
                        .orElseGet(() -> ResultPanel.plain(
                                        "stale",
                                        "clock",
                                        NO_RESULT,
                                        when,
                                        "<p>It says nothing about the values on this page. Test again whenever you like.</p>",
                                        List.of())
                                .withLadder(report.steps()));
        };
    }

    private static @Nullable DeliveryRoute otherRoute(CredentialsTestSnapshot result) {
        DeliveryRoute route = result.run().account().route();
        return route == null ? null : route.other();
    }

    private String next() {
        return !state.changed().isEmpty() || edited.version() == 0
                ? "<p>Next: save, then test the SMTP settings.</p>"
                : "";
    }

    private static ResultPanel stale(CredentialsTestSnapshot result, String when) {
        String was = result.passed()
                ? "Authentication Successful"
                : result.report().finding().map(Finding::headline).orElse(NO_RESULT);
        return ResultPanel.plain(
                "stale",
                "clock",
                "Out of date: " + was,
                when,
                "<p>The values on this page are not those that were tested. Test again.</p>",
                List.of());
    }

    private static List<ResultPanel.Fact> facts(CredentialsTestSnapshot result) {
        CheckReport report = result.report();
        var facts = new ArrayList<ResultPanel.Fact>();
        TestedAccount account = result.run().account();
        ApplicationRegistration application = account.application();
        DeliveryRoute route = account.route();
        Relay relay = account.relay();
        if (application != null && route != null) {
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
                                    + Formats.clock(end) + " UTC, for "
                                    + route.label())));
            report.claims()
                    .filter(claims -> claims.roles().contains(route.appRole()))
                    .ifPresent(claims -> facts.add(
                            new ResultPanel.Fact("Permission", route.appRole() + ", granted by an administrator")));
            facts.add(new ResultPanel.Fact(
                    "Values tested", "Those on screen: Client ID, Tenant ID, Client Secret, Cloud, Delivery route"));
        } else if (relay != null) {
            facts.add(new ResultPanel.Fact(
                    "Server", relay.server().host() + ", port " + relay.server().port()));
            facts.add(new ResultPanel.Fact("Values tested", "Those on screen: Host, Port, TLS mode, User, Password"));
        }
        return List.copyOf(facts);
    }

    private List<String> missing() {
        return missing.get(state, this::missingNow);
    }

    private List<String> missingNow() {
        var required = edited.type() == AuthenticationType.OAUTH2
                ? List.of(Field.CLIENT_ID, Field.TENANT_ID)
                : List.of(Field.HOST, Field.USER);
        var labels = new ArrayList<String>();
        required.stream().filter(edited.form()::isBlank).map(Field::label).forEach(labels::add);
        if (!state.isSecretAtHand()) {
            labels.add(state.secret().label());
        }
        return labels;
    }
}
