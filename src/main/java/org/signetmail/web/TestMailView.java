package org.signetmail.web;

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
    private static final String MESSAGE_ID = "Message-ID";

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

    /** The saved delivery route or relay, and the sender. */
    public String getWay() {
        MailSettings settings = saved.settings();
        if (!isSaved()) {
            return "";
        }
        return way(settings) + ", from " + Objects.requireNonNull(settings.systemMailbox());
    }

    public String getHelp() {
        if (!isSaved()) {
            return "Nothing is saved yet. Save first: this test never uses unsaved values.";
        }
        return isRunning()
                ? "One mail is on its way. This may take up to a minute."
                : "One real mail, with the time in its subject. Takes a few seconds, at most a minute.";
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
                    "Not tried: the settings are not complete",
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
                "Sending the test mail",
                Formats.seconds(Duration.between(run.startedAt(), clock.instant())),
                "",
                List.of(new ResultPanel.Fact("To", run.recipient().address()), subject(run)));
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
                            new ResultPanel.Fact("From", unknown.from().address()),
                            new ResultPanel.Fact(MESSAGE_ID, unknown.messageId())));
        }
        var refused = (Outcome.Refused) outcome;
        return ResultPanel.of("bad", "bad", findings.explain(refused.symptom(), context(run, refused.from())), when);
    }

    private ResultPanel accepted(TestMailRun run, Outcome.Accepted accepted, String when) {
        boolean microsoft = saved.settings().type() == AuthenticationType.OAUTH2;
        String meaning = " took the mail for " + run.recipient().address()
                + ". Accepted is not delivered: if nothing arrives, look for an undeliverable report in the mailbox "
                + accepted.from() + ", and paste its code or text below.";
        var facts = new ArrayList<ResultPanel.Fact>();
        facts.add(subject(run));
        facts.add(new ResultPanel.Fact("From", accepted.from().address()));
        facts.add(new ResultPanel.Fact(
                "Copy", microsoft ? "Sent folder of " + accepted.from() : "None is kept by Signet"));
        facts.addAll(messageIds(accepted, microsoft));
        facts.add(new ResultPanel.Fact("Answer", accepted.reply()));
        facts.add(new ResultPanel.Fact("Took", Formats.seconds(accepted.took())));
        return ResultPanel.plain(
                "ok",
                "ok",
                microsoft ? "Accepted by Microsoft" : "Accepted by the SMTP server",
                when,
                Markdown.paragraph(accepted.by() + meaning),
                List.copyOf(facts));
    }

    /** The peer's Message-ID comes first: the message arrives with it, and a message trace finds it. */
    static List<ResultPanel.Fact> messageIds(Outcome.Accepted accepted, boolean microsoft) {
        var ours = new ResultPanel.Fact(MESSAGE_ID, accepted.messageId());
        if (accepted.peerMessageId().isEmpty()) {
            return List.of(ours);
        }
        String replaced = microsoft
                ? "Exchange replaced Signet’s Message-ID with its own. Search a message trace for Exchange’s."
                : "The server gave the mail a Message-ID of its own. Search its log for that one.";
        return List.of(
                new ResultPanel.Fact(
                        microsoft ? "Message-ID from Exchange" : "Message-ID from the server",
                        accepted.peerMessageId().get()),
                new ResultPanel.Fact("Message-ID from Signet", accepted.messageId()),
                new ResultPanel.Fact("Which one counts", replaced));
    }

    private static ResultPanel.Fact subject(TestMailRun run) {
        return new ResultPanel.Fact("Subject", run.subject());
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
