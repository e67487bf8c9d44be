package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signetmail.account.Peer;
import org.signetmail.account.Symptom;
import org.signetmail.check.Finding;
import org.signetmail.check.Findings;
import org.signetmail.outbox.OutboxLog;
import org.signetmail.outbox.OutboxLog.Why;
import org.signetmail.outbox.OutboxState;
import org.signetmail.settings.MailSettings;
import org.signetmail.web.ResultPanel.Fact;

/**
 * A message of the delivery log as the page shows it.
 *
 * @param tone severity of the tag of the state
 * @param why the reason for the state in a few words, blank if there is none
 */
public record DeliveryLine(
        long number,
        String accepted,
        String tone,
        String icon,
        String state,
        String mailbox,
        String application,
        String recipients,
        String why) {
    private static final int SHOWN_RECIPIENTS = 2;

    /** What a screen reader says for the check box. */
    public String chooseLabel() {
        return text("deliveryPage.choose.one", accepted, recipients);
    }

    /** What it says for the link. */
    public String detailsLabel() {
        return text("deliveryPage.details.label", accepted, recipients);
    }

    static DeliveryLine of(OutboxLog.Entry entry, Findings findings, MailSettings settings) {
        return new DeliveryLine(
                entry.number(),
                Formats.dayAndTime(entry.acceptedAt()),
                tone(entry.state(), entry.transactionUnknown()),
                icon(entry.state(), entry.transactionUnknown()),
                state(entry),
                entry.mailbox(),
                entry.application(),
                recipients(entry.recipients()),
                why(entry, findings, settings));
    }

    private static String tone(OutboxState state, boolean undecided) {
        return switch (state) {
            case SENT -> "success";
            case DEAD -> "danger";
            case UNKNOWN, RETRY -> "warning";
            case HELD -> undecided ? "warning" : "secondary";
            case QUEUED, CLAIMED, SENDING, CANCELLED -> "secondary";
        };
    }

    private static String icon(OutboxState state, boolean undecided) {
        return switch (state) {
            case SENT -> "ok";
            case DEAD -> "bad";
            case UNKNOWN -> "ask";
            case HELD -> undecided ? "ask" : "wait";
            case QUEUED, CLAIMED, SENDING, RETRY -> "wait";
            case CANCELLED -> "skip";
        };
    }

    static String word(OutboxState state) {
        return text("deliveryPage.state." + state.name().toLowerCase(Locale.ROOT));
    }

    private static String state(OutboxLog.Entry entry) {
        return entry.transactionUnknown() ? text("deliveryPage.state.undecided") : word(entry.state());
    }

    private static String recipients(List<OutboxLog.Recipient> recipients) {
        String first = String.join(
                ", ",
                recipients.stream()
                        .limit(SHOWN_RECIPIENTS)
                        .map(OutboxLog.Recipient::address)
                        .toList());
        int more = recipients.size() - SHOWN_RECIPIENTS;
        return more > 0 ? text("deliveryPage.more", first, more) : first;
    }

    private static String why(OutboxLog.Entry entry, Findings findings, MailSettings settings) {
        if (entry.transactionUnknown()) {
            return text("deliveryPage.undecided.why");
        }
        String reason = entry.why()
                .map(why -> finding(why, entry, findings, settings).headline())
                .orElse("");
        return entry.next()
                .map(next -> text("deliveryPage.next", reason, Formats.dayAndTime(next))
                        .strip())
                .orElse(reason);
    }

    static Finding finding(Why why, OutboxLog.Entry entry, Findings findings, MailSettings settings) {
        return findings.explain(symptom(why, entry.changedAt()), FindingContexts.of(settings, entry.mailbox(), ""));
    }

    static Symptom symptom(Why why, Instant at) {
        return Symptom.unanswered(Peer.valueOf(why.peer()), why.code(), why.words(), at);
    }

    /** What is known of the message beside its line. */
    static List<Fact> facts(OutboxLog.Entry entry) {
        var facts = new ArrayList<Fact>();
        add(facts, "accepted", Optional.of(text("format.utc", Formats.dayAndTime(entry.acceptedAt()))));
        add(facts, "mailbox", Optional.of(entry.mailbox()));
        add(facts, "application", Optional.of(entry.application()));
        add(
                facts,
                "lane",
                Optional.of(text("deliveryPage.lane." + entry.lane().name().toLowerCase(Locale.ROOT))));
        add(facts, "id", Optional.of(entry.messageId()));
        add(facts, "serverId", entry.serverId());
        add(facts, "size", Optional.of(text("deliveryPage.bytes", entry.bytes())));
        add(facts, "content", Optional.of(text("deliveryPage.content." + (entry.kept() ? "kept" : "gone"))));
        return facts;
    }

    private static void add(List<Fact> facts, String name, Optional<String> value) {
        value.ifPresent(shown -> facts.add(new Fact(text("deliveryPage.fact." + name), shown)));
    }

    /** The recipients, each with the server's words if it gets nothing. */
    static List<String> each(OutboxLog.Entry entry) {
        return entry.recipients().stream()
                .map(to -> to.refused()
                        .map(words -> text("deliveryPage.refused", to.address(), words))
                        .orElse(to.address()))
                .toList();
    }
}
