package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.signetmail.check.Findings;
import org.signetmail.outbox.OutboxLog;
import org.signetmail.outbox.OutboxLog.Attention;
import org.signetmail.outbox.OutboxLog.Pause;
import org.signetmail.signin.AdministratorsOnly;

/** What needs a person of the accepted messages: a number, and why messages wait for an administrator. */
@Named
@RequestScoped
@AdministratorsOnly
public class AttentionView {
    @Inject
    OutboxLog log;

    @Inject
    Findings findings;

    @Inject
    SavedState saved;

    @Inject
    Clock clock;

    private @Nullable Attention attention;

    /** A pause in words. */
    public record Paused(String headline, String why) {}

    private Attention attention() {
        Attention known = attention;
        if (known == null) {
            known = log.attention();
            attention = known;
        }
        return known;
    }

    /** After an action. */
    void readAgain() {
        attention = null;
    }

    public long getTotal() {
        return attention().total();
    }

    /** In a sentence. */
    public String getNeeded() {
        return text("deliveryPage.needed", getTotal());
    }

    /** How many messages wait, and for how long. */
    public String getWaiting() {
        Attention known = attention();
        return known.oldest()
                .map(oldest -> text("deliveryPage.waiting", known.waiting(), age(oldest)))
                .orElseGet(() -> text("deliveryPage.waiting.none"));
    }

    static String age(Duration age) {
        if (age.toDays() > 0) {
            return text("deliveryPage.age.days", age.toDays());
        }
        return age.toHours() > 0
                ? text("deliveryPage.age.hours", age.toHours())
                : text("deliveryPage.age.minutes", age.toMinutes());
    }

    public List<Paused> getPauses() {
        return attention().pauses().stream().map(this::paused).toList();
    }

    private Paused paused(Pause pause) {
        String mailbox = pause.mailbox().orElse("");
        String since = Formats.when(pause.since(), clock.instant());
        return new Paused(
                pause.mailbox()
                        .map(its -> text("deliveryPage.paused.mailbox", its, since))
                        .orElseGet(() -> text("deliveryPage.paused", since)),
                findings.explain(
                                        DeliveryLine.symptom(pause.why(), pause.since()),
                                        FindingContexts.of(saved.settings(), mailbox, ""))
                                .headline()
                        + ".");
    }
}
