package org.signetmail.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.signetmail.outbox.OutboxLog.Filter;
import org.signetmail.outbox.OutboxState;

/**
 * Which messages the delivery log shows, as the parameters of its address say: days as typed, the last one included.
 *
 * @param show the name of a choice
 */
public record DeliveryFilter(
        String show, String mailbox, String application, String recipient, String from, String until) {
    private static final String ALL = "all";
    private static final String ATTENTION = "attention";

    /** The choices in their order, and the states that each shows. */
    private static final Map<String, Set<OutboxState>> STATES = Map.of(
            "waiting",
            EnumSet.of(
                    OutboxState.HELD, OutboxState.QUEUED, OutboxState.CLAIMED, OutboxState.SENDING, OutboxState.RETRY),
            "sent",
            EnumSet.of(OutboxState.SENT),
            "unknown",
            EnumSet.of(OutboxState.UNKNOWN),
            "dead",
            EnumSet.of(OutboxState.DEAD),
            "cancelled",
            EnumSet.of(OutboxState.CANCELLED));

    static final List<String> CHOICES = List.of(ALL, ATTENTION, "waiting", "sent", "unknown", "dead", "cancelled");

    public DeliveryFilter {
        show = CHOICES.contains(show) ? show : ALL;
    }

    /** @param parameters of the request */
    static DeliveryFilter of(Map<String, String> parameters) {
        return new DeliveryFilter(
                read(parameters, "show"),
                read(parameters, "mailbox"),
                read(parameters, "application"),
                read(parameters, "recipient"),
                read(parameters, "from"),
                read(parameters, "until"));
    }

    private static String read(Map<String, String> parameters, String name) {
        return parameters.getOrDefault(name, "").strip();
    }

    Filter filter() {
        return new Filter(
                STATES.getOrDefault(show, Set.of()),
                show.equals(ATTENTION),
                mailbox,
                application,
                recipient,
                Formats.readDay(from).map(DeliveryFilter::start),
                Formats.readDay(until).map(day -> start(day.plusDays(1))),
                Optional.empty());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether a typed day can't be read, and is left out. */
    public boolean dayWrong() {
        return List.of(from, until).stream()
                .anyMatch(day -> !day.isEmpty() && Formats.readDay(day).isEmpty());
    }

    /** Whether more than the choice is set. */
    public boolean narrowed() {
        return !String.join("", mailbox, application, recipient, from, until).isEmpty();
    }

    DeliveryFilter showing(String choice) {
        return new DeliveryFilter(choice, mailbox, application, recipient, from, until);
    }

    /** As part of an address. */
    public String query() {
        return Map.of(
                        "show", show.equals(ALL) ? "" : show,
                        "mailbox", mailbox,
                        "application", application,
                        "recipient", recipient,
                        "from", from,
                        "until", until)
                .entrySet()
                .stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
