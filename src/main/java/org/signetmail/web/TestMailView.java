package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.signetmail.account.Mailbox;
import org.signetmail.check.Finding;
import org.signetmail.check.Findings;
import org.signetmail.message.Outcome;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.settings.MailSettings;
import org.signetmail.signin.AdministratorsOnly;

/** The test of the SMTP settings on the page: the settings it uses, its progress, its outcome. */
@Named
@RequestScoped
@AdministratorsOnly
public class TestMailView {
    @Inject
    SavedState saved;

    @Inject
    FormState state;

    @Inject
    TestRunSnapshots runs;

    @Inject
    Findings findings;

    @Inject
    Clock clock;

    private final RenderedOnce<List<ResultPanel>> panels = new RenderedOnce<>(List.of());

    /** Whether the page has to poll again: the message was in flight when this request first checked. */
    public boolean isRunning() {
        return runs.isTestMailRunning();
    }

    public boolean isSaved() {
        return saved.settings().customServer();
    }

    /** The saved settings that the test uses, as HTML. */
    public String getLead() {
        MailSettings settings = saved.settings();
        return isSaved()
                ? Markup.text("testMail.lead.saved", way(settings), Objects.requireNonNull(settings.systemMailbox()))
                : Markup.text("testMail.lead");
    }

    public String getHelp() {
        if (!isSaved()) {
            return text("testMail.help.unsaved");
        }
        return isRunning() ? text("testMail.help.running") : text("testMail.help");
    }

    public List<ResultPanel> getPanels() {
        return panels.get(state, () -> run().map(this::panel).stream().toList());
    }

    private Optional<TestMailRun> run() {
        return runs.testMail();
    }

    private ResultPanel panel(TestMailRun run) {
        if (isRunning()) {
            return sending(run);
        }
        if (run.whyNotTried().isPresent()) {
            return ResultPanel.plain(
                    "bad",
                    "bad",
                    text("testMail.notTried"),
                    Formats.when(run.startedAt(), clock.instant()),
                    Markdown.paragraph(run.whyNotTried().get()),
                    List.of());
        }
        return panel(run, run.outcome().orElseThrow());
    }

    private ResultPanel sending(TestMailRun run) {
        return ResultPanel.plain(
                "run",
                "run",
                text("testMail.running"),
                Formats.seconds(Duration.between(run.startedAt(), clock.instant())),
                "",
                List.of(
                        new ResultPanel.Fact(
                                text("testMail.fact.to"), run.recipient().address()),
                        subject(run)));
    }

    private ResultPanel panel(TestMailRun run, Outcome outcome) {
        String when = Formats.when(outcome.at(), clock.instant());
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted(run, accepted, when);
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            Finding finding = findings.explainUnknown(unknown.symptom(), context(run, unknown.from()));
            return ResultPanel.of("warn", "ask", finding, when)
                    .withFacts(List.of(
                            subject(run),
                            new ResultPanel.Fact(
                                    text("testMail.fact.from"), unknown.from().address()),
                            new ResultPanel.Fact(text("testMail.fact.messageId"), unknown.messageId())));
        }
        var refused = (Outcome.Refused) outcome;
        return ResultPanel.of("bad", "bad", findings.explain(refused.symptom(), context(run, refused.from())), when);
    }

    private ResultPanel accepted(TestMailRun run, Outcome.Accepted accepted, String when) {
        boolean microsoft = saved.settings().type() == AuthenticationType.OAUTH2;
        String meaning =
                text("testMail.accepted.meaning", accepted.by(), run.recipient().address(), accepted.from());
        var facts = new ArrayList<ResultPanel.Fact>();
        facts.add(subject(run));
        facts.add(
                new ResultPanel.Fact(text("testMail.fact.from"), accepted.from().address()));
        facts.add(new ResultPanel.Fact(
                text("testMail.fact.copy"),
                microsoft ? text("testMail.fact.copy.sent", accepted.from()) : text("testMail.fact.copy.none")));
        facts.addAll(messageIds(accepted, microsoft));
        facts.add(new ResultPanel.Fact(text("testMail.fact.answer"), accepted.reply()));
        facts.add(new ResultPanel.Fact(text("testMail.fact.took"), Formats.seconds(accepted.took())));
        return ResultPanel.plain(
                "ok",
                "ok",
                microsoft ? text("testMail.accepted.microsoft") : text("testMail.accepted.server"),
                when,
                Markdown.paragraph(meaning),
                List.copyOf(facts));
    }

    /** The peer's Message-ID comes first: the message arrives with it, and a message trace finds it. */
    static List<ResultPanel.Fact> messageIds(Outcome.Accepted accepted, boolean microsoft) {
        var ours = new ResultPanel.Fact(text("testMail.fact.messageId"), accepted.messageId());
        if (accepted.peerMessageId().isEmpty()) {
            return List.of(ours);
        }
        String replaced =
                microsoft ? text("testMail.fact.whichCounts.exchange") : text("testMail.fact.whichCounts.server");
        return List.of(
                new ResultPanel.Fact(
                        microsoft ? text("testMail.fact.messageId.exchange") : text("testMail.fact.messageId.server"),
                        accepted.peerMessageId().get()),
                new ResultPanel.Fact(text("testMail.fact.messageId.signet"), accepted.messageId()),
                new ResultPanel.Fact(text("testMail.fact.whichCounts"), replaced));
    }

    private static ResultPanel.Fact subject(TestMailRun run) {
        return new ResultPanel.Fact(text("testMail.fact.subject"), run.subject());
    }

    private Findings.FindingContext context(TestMailRun run, Mailbox from) {
        return FindingContexts.of(
                saved.settings(), from.address(), run.recipient().address());
    }

    private static String way(MailSettings settings) {
        if (settings.type() == AuthenticationType.OAUTH2) {
            return settings.route().label();
        }
        return settings.relay() == null ? "" : settings.relay().server().host();
    }
}
