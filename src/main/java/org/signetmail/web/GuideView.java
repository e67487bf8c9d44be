package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;
import org.signetmail.check.CheckReport;
import org.signetmail.check.Finding;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.DeliveryStatus;
import org.signetmail.signin.AdministratorsOnly;

/** The set-up guide: the steps of the article in its order, and which of them are done. */
@Named
@RequestScoped
@AdministratorsOnly
public class GuideView {
    @Inject
    EditedForm edited;

    @Inject
    FormState state;

    @Inject
    SavedState saved;

    @Inject
    EntraLinks links;

    @Inject
    CredentialsView credentials;

    private final RenderedOnce<List<Step>> steps = new RenderedOnce<>(List.of());

    /** A step: {@code state} is done, next, bad, warn or blank; {@code note} is shown below the title. */
    public record Step(String state, String title, String note, String linkText, String link) {
        public boolean outside() {
            return link.startsWith("https:");
        }

        public String word() {
            return switch (state) {
                case "done" -> text("guide.state.done");
                case "next" -> text("guide.state.next");
                case "" -> text("guide.state.todo");
                default -> text("guide.state.attention");
            };
        }

        Step next() {
            return new Step("next", title, note, linkText, link);
        }
    }

    /** Only OAuth 2.0 has steps in Entra. */
    public boolean isShown() {
        return edited.customServer() && edited.type() == AuthenticationType.OAUTH2;
    }

    public long getDone() {
        return getSteps().stream().filter(step -> step.state().equals("done")).count();
    }

    public String getProgress() {
        return text("guide.progress", getDone(), getSteps().size());
    }

    public List<Step> getSteps() {
        return steps.get(state, this::steps);
    }

    private List<Step> steps() {
        DeliveryStatus deliveryStatus = saved.deliveryStatus();
        boolean unchanged = state.changed().isEmpty() && edited.version() > 0;
        boolean sameAccount = edited.version() > 0
                && edited.form().differencesFrom(edited.base()).noneMatch(Field.CREDENTIALS::contains);
        boolean working = sameAccount && deliveryStatus.acceptedAt() != null && deliveryStatus.failingSince() == null;
        boolean client =
                !edited.form().isBlank(Field.CLIENT_ID) && !edited.errors().containsKey(Field.CLIENT_ID);
        boolean tenant =
                !edited.form().isBlank(Field.TENANT_ID) && !edited.errors().containsKey(Field.TENANT_ID);
        boolean graph = DeliveryRoute.GRAPH.name().equals(edited.form().get(Field.ROUTE));
        String role = graph ? DeliveryRoute.GRAPH.appRole() : DeliveryRoute.SMTP.appRole();
        boolean tested = passed() || (sameAccount && deliveryStatus.credentialsPassedAt() != null);
        boolean granted = working || (credentials.upToDate() && verdict() == CheckReport.Verdict.PASSED);
        Optional<Finding> finding = credentials.upToDate()
                ? credentials.result().flatMap(result -> result.report().finding())
                : Optional.empty();

        var path = new ArrayList<Step>();
        path.add(step(
                client,
                text("guide.register"),
                text("guide.register.note"),
                text("guide.register.open"),
                links.getList()));
        path.add(step(
                client && tenant,
                text("guide.copy"),
                text("guide.copy.note"),
                text("guide.copy.open"),
                links.getOverview()));
        path.add(secret(finding));
        path.add(permission(granted, role, graph, finding));
        path.add(step(granted, text("guide.consent"), text("guide.consent.note"), "", ""));
        path.add(step(tested, text("guide.credentials"), "", text("guide.test.open"), "#test"));
        path.add(step(
                unchanged && saved.settings().customServer(),
                text("guide.save"),
                "",
                text("guide.save.open"),
                "#save"));
        path.add(
                unchanged && deliveryStatus.failure() != null
                        ? new Step(
                                "bad",
                                text("guide.testMail"),
                                refusal(deliveryStatus.failure()),
                                text("guide.test.open"),
                                "#smtp")
                        : step(unchanged && working, text("guide.testMail"), "", text("guide.test.open"), "#smtp"));
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).state().isEmpty()) {
                path.set(i, path.get(i).next());
                break;
            }
        }
        return path;
    }

    /**
     * A status of 0 means that no server replied: there is no refusal, and no code that an administrator could look up.
     */
    private static String refusal(Symptom failure) {
        return failure.status() == 0 ? text("guide.testMail.noReply") : text("guide.testMail.refused", failure.code());
    }

    private String kind() {
        return switch (state.credentialKind()) {
            case CLIENT_SECRET -> "secret";
            case CERTIFICATE -> "certificate";
            case FEDERATED -> "federated";
        };
    }

    private Step secret(Optional<Finding> finding) {
        boolean bad = finding.filter(found -> found.field().equals(Field.CLIENT_SECRET.id()))
                .isPresent();
        if (bad) {
            return new Step(
                    "bad",
                    text("guide." + kind()),
                    text("guide.secret.refused", finding.orElseThrow().symptom().code()),
                    text("oauth.clientSecret.open"),
                    links.getCredentials());
        }
        return step(
                state.isSecretAtHand(),
                text("guide." + kind()),
                text("guide." + kind() + ".note"),
                text("oauth.clientSecret.open"),
                links.getCredentials());
    }

    private Step permission(boolean granted, String role, boolean graph, Optional<Finding> finding) {
        boolean missing = finding.isPresent() && verdict() == CheckReport.Verdict.WARNED;
        if (missing) {
            return new Step(
                    "warn",
                    text("guide.permission", role),
                    text("guide.permission.missing"),
                    text("oauth.route.open"),
                    links.getPermissions());
        }
        return step(
                granted,
                text("guide.permission", role),
                graph ? text("guide.permission.graph") : text("guide.permission.smtp"),
                text("oauth.route.open"),
                links.getPermissions());
    }

    private boolean passed() {
        return credentials.upToDate()
                && credentials.result().filter(CredentialsTestSnapshot::passed).isPresent();
    }

    private CheckReport.Verdict verdict() {
        return credentials.result().map(result -> result.report().verdict()).orElse(CheckReport.Verdict.FAILED);
    }

    private static Step step(boolean done, String title, String note, String linkText, String link) {
        return new Step(done ? "done" : "", title, done ? "" : note, done ? "" : linkText, done ? "" : link);
    }
}
