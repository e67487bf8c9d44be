package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.primefaces.PrimeFaces;
import org.signetmail.log.AuditNote;
import org.signetmail.outbox.OutboxActions;
import org.signetmail.outbox.OutboxActions.Action;
import org.signetmail.outbox.OutboxLog;
import org.signetmail.outbox.OutboxLog.Filter;
import org.signetmail.outbox.OutboxLog.Position;
import org.signetmail.signin.AdministratorsOnly;

/**
 * Sends again, cancels or settles the chosen messages, or all that the filter means. These are changed from the newest to the oldest
 * in steps, which the browser requests one after another: the form has what is left to do.
 */
@Named
@RequestScoped
@AdministratorsOnly
public class DeliveryActions {
    private static final int BATCH = 100;
    private static final Duration STEP = Duration.ofSeconds(1);

    @Inject
    OutboxLog log;

    @Inject
    OutboxActions actions;

    @Inject
    AttentionView attention;

    @Inject
    CurrentUser currentUser;

    @Inject
    Event<AuditNote> audit;

    private String question = "";
    private String notice = "";
    private Optional<Progress> progress = Optional.empty();

    /**
     * What is left to do.
     *
     * @param from the next messages are older than this one
     */
    public record Progress(Action action, Position from, long done, long total) {
        static Optional<Progress> of(Map<String, String> parameters) {
            String written = parameters.getOrDefault("progress", "");
            if (!written.matches("[A-Z_]+(:\\d{1,18}){4}")) {
                return Optional.empty();
            }
            String[] parts = written.split(":", -1);
            long[] numbers =
                    Arrays.stream(parts).skip(1).mapToLong(Long::parseLong).toArray();
            return Optional.of(new Progress(
                    Action.valueOf(parts[0]), new Position(numbers[0], numbers[1]), numbers[2], numbers[3]));
        }

        /** As a field of the form. */
        public String written() {
            return action + ":" + from.acceptedAt() + ":" + from.number() + ":" + done + ":" + total;
        }
    }

    private static boolean isAll() {
        return DeliveryPage.parameters().containsKey("all");
    }

    private static Filter filter(Action action) {
        return DeliveryFilter.of(DeliveryPage.parameters()).filter().permitting(action);
    }

    /** The chosen messages with which it can be done. */
    private List<Long> chosen(Action action) {
        String[] numbers = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterValuesMap()
                .getOrDefault("number", new String[0]);
        List<Long> chosen = Arrays.stream(numbers)
                .filter(number -> number.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .limit(BATCH)
                .toList();
        return log.of(chosen).stream()
                .filter(action::isPossible)
                .map(OutboxLog.Entry::number)
                .toList();
    }

    /** Asks whether it shall be done, with the number of messages. */
    public void ask(String name) {
        Action action = Action.valueOf(name);
        long total = isAll() ? log.count(filter(action)) : chosen(action).size();
        if (total == 0) {
            notice = text("deliveryPage.nothing." + key(action));
        } else {
            question = text("deliveryPage.question." + key(action), total);
            progress = Optional.of(new Progress(action, new Position(999_999_999_999_999_999L, 0), 0, total));
        }
        PrimeFaces.current().ajax().addCallbackParam("asked", total > 0);
    }

    /** Begins what was asked. */
    public void begin() {
        Progress asked = Progress.of(DeliveryPage.parameters()).orElseThrow();
        List<Long> chosen = isAll() ? List.of() : chosen(asked.action());
        String which = chosen.stream().map(String::valueOf).collect(Collectors.joining(", "));
        audit.fire(new AuditNote(
                currentUser.getName(),
                text("deliveryPage.audit." + key(asked.action()), asked.total(), isAll() ? "" : which)
                        .strip()));
        if (isAll()) {
            proceed();
        } else {
            finished(asked.action(), actions.run(asked.action(), chosen, currentUser.getName()));
        }
    }

    /** Does a step of it. */
    public void proceed() {
        Progress at = Progress.of(DeliveryPage.parameters()).orElseThrow();
        long until = System.nanoTime() + STEP.toNanos();
        long done = at.done();
        Position from = at.from();
        boolean more = true;
        while (more && System.nanoTime() - until < 0) {
            List<OutboxLog.Entry> batch = log.older(filter(at.action()), Optional.of(from), BATCH);
            done += actions.run(
                    at.action(), batch.stream().map(OutboxLog.Entry::number).toList(), currentUser.getName());
            more = batch.size() == BATCH;
            from = batch.isEmpty() ? from : batch.get(batch.size() - 1).position();
        }
        if (more) {
            progress = Optional.of(new Progress(at.action(), from, done, at.total()));
        } else {
            finished(at.action(), done);
        }
        PrimeFaces.current().ajax().addCallbackParam("more", more);
    }

    private void finished(Action action, long done) {
        notice = text("deliveryPage.done." + key(action), done);
        attention.readAgain();
    }

    /** Lets all mailboxes try again whose messages wait for an administrator. */
    public void resume() {
        actions.resume();
        audit.fire(new AuditNote(currentUser.getName(), text("deliveryPage.audit.resumed")));
        notice = text("deliveryPage.resumed");
        attention.readAgain();
    }

    private static String key(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    public String getQuestion() {
        return question;
    }

    public String getNotice() {
        return notice;
    }

    /** At most one. */
    public List<Progress> getProgress() {
        return progress.stream().toList();
    }

    /** How far it is. */
    public String getFar() {
        return progress.filter(at -> question.isEmpty())
                .map(at -> text("deliveryPage.progress", at.done(), at.total()))
                .orElse("");
    }
}
