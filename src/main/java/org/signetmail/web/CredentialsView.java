package org.signetmail.web;

import static org.signetmail.text.Messages.text;

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
            return text("credentials.needs", Formats.listed(missing));
        }
        return edited.type() == AuthenticationType.OAUTH2
                ? text("credentials.help.microsoft")
                : text("credentials.help.server");
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
                            "run",
                            "run",
                            text("credentials.running"),
                            text("credentials.running.time", seconds),
                            "",
                            List.of())
                    .withLadder(report.steps());
        }
        if (!upToDate()) {
            return stale(result, when);
        }
        return switch (report.verdict()) {
            case PASSED -> ResultPanel.plain("ok", "ok", text("credentials.passed"), when, next(), facts(result));
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
                                        text("credentials.noResult"),
                                        when,
                                        Markdown.paragraph(text("credentials.noResult.help")),
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
                ? Markdown.paragraph(text("credentials.passed.next"))
                : "";
    }

    private static ResultPanel stale(CredentialsTestSnapshot result, String when) {
        String was = result.passed()
                ? text("credentials.passed")
                : result.report().finding().map(Finding::headline).orElseGet(() -> text("credentials.noResult"));
        return ResultPanel.plain(
                "stale",
                "clock",
                text("credentials.stale", was),
                when,
                Markdown.paragraph(text("credentials.stale.help")),
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
                    text("credentials.fact.application"),
                    report.claims()
                            .map(TokenClaims::applicationName)
                            .filter(name -> !name.isEmpty())
                            .orElse(application.client().value())));
            facts.add(new ResultPanel.Fact(
                    text("credentials.fact.tenant"),
                    report.claims()
                            .map(TokenClaims::tenant)
                            .filter(tenant -> !tenant.isEmpty())
                            .orElse(application.tenant().value())));
            report.tokenExpiresAt()
                    .ifPresent(end -> facts.add(new ResultPanel.Fact(
                            text("credentials.fact.token"),
                            text(
                                    "credentials.fact.token.valid",
                                    Duration.between(report.at(), end).toMinutes(),
                                    Formats.clock(end),
                                    route.label()))));
            report.claims()
                    .filter(claims -> claims.roles().contains(route.appRole()))
                    .ifPresent(claims -> facts.add(new ResultPanel.Fact(
                            text("credentials.fact.permission"),
                            text("credentials.fact.permission.granted", route.appRole()))));
            facts.add(new ResultPanel.Fact(text("credentials.fact.tested"), text("credentials.fact.tested.microsoft")));
        } else if (relay != null) {
            facts.add(new ResultPanel.Fact(
                    text("credentials.fact.server"),
                    text(
                            "credentials.fact.server.port",
                            relay.server().host(),
                            relay.server().port())));
            facts.add(new ResultPanel.Fact(text("credentials.fact.tested"), text("credentials.fact.tested.server")));
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
