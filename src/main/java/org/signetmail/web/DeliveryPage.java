package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.signetmail.check.Findings;
import org.signetmail.outbox.OutboxLog;
import org.signetmail.outbox.OutboxLog.Position;
import org.signetmail.signin.AdministratorsOnly;
import org.signetmail.web.ResultPanel.Fact;

/** The delivery log: the messages that its filter means, a page of them at a time, and the history of one. */
@Named
@RequestScoped
@AdministratorsOnly
public class DeliveryPage {
    private static final int LINES = 50;
    private static final Pattern POSITION = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    @Inject
    OutboxLog log;

    @Inject
    Findings findings;

    @Inject
    SavedState saved;

    @Inject
    FormState state;

    private final RenderedOnce<Shown> shown = new RenderedOnce<>(new Shown(List.of(), "", ""));
    private @Nullable Opened opened;

    /** A page of the log; {@code newer} and {@code older} are the addresses of those beside it, blank if there is none. */
    private record Shown(List<DeliveryLine> lines, String newer, String older) {}

    /** A choice of the filter, with its address. */
    public record Choice(String label, String address, boolean current) {}

    /** An entry of a history. */
    public record Happened(String when, String what, String who, String why) {}

    /** A message with its history; {@code words} are the server's last ones. */
    public record Opened(
            long number,
            DeliveryLine line,
            List<Fact> facts,
            List<String> recipients,
            String explanation,
            String words,
            List<Happened> history) {}

    static Map<String, String> parameters() {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    }

    public DeliveryFilter getFilter() {
        return DeliveryFilter.of(parameters());
    }

    public List<Choice> getChoices() {
        DeliveryFilter filter = getFilter();
        return DeliveryFilter.CHOICES.stream()
                .map(name -> new Choice(
                        text("deliveryPage.show." + name),
                        address(filter.showing(name), ""),
                        name.equals(filter.show())))
                .toList();
    }

    private static String address(DeliveryFilter filter, String further) {
        String query = filter.query();
        return "delivery.xhtml?" + query + (query.isEmpty() || further.isEmpty() ? "" : "&") + further;
    }

    /** Read after the action, which changes it. */
    private Shown shown() {
        return shown.get(state, this::read);
    }

    private Shown read() {
        DeliveryFilter filter = getFilter();
        Optional<Position> before = position("before");
        Optional<Position> after = position("after");
        List<OutboxLog.Entry> found = after.isPresent()
                ? log.newer(filter.filter(), after.get(), LINES + 1)
                : log.older(filter.filter(), before, LINES + 1);
        boolean further = found.size() > LINES;
        var entries = new ArrayList<>(found);
        if (further) {
            entries.remove(after.isPresent() ? 0 : LINES);
        }
        boolean hasNewer = after.isPresent() ? further : before.isPresent();
        boolean hasOlder = after.isPresent() || further;
        return new Shown(
                entries.stream()
                        .map(entry -> DeliveryLine.of(entry, findings, saved.settings()))
                        .toList(),
                hasNewer && !entries.isEmpty() ? beside(filter, "after", entries.get(0)) : "",
                hasOlder && !entries.isEmpty() ? beside(filter, "before", entries.get(entries.size() - 1)) : "");
    }

    private static String beside(DeliveryFilter filter, String direction, OutboxLog.Entry entry) {
        Position position = entry.position();
        return address(filter, direction + "=" + position.acceptedAt() + "-" + position.number());
    }

    private static Optional<Position> position(String name) {
        return Optional.of(POSITION.matcher(parameters().getOrDefault(name, "")))
                .filter(Matcher::matches)
                .map(match -> new Position(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))));
    }

    public List<DeliveryLine> getLines() {
        return shown().lines();
    }

    public String getNewer() {
        return shown().newer();
    }

    public String getOlder() {
        return shown().older();
    }

    public String getExport() {
        return "delivery.csv?" + getFilter().query();
    }

    /** The address of this page of the log, to which the number of a message is added. */
    public String getOpening() {
        String place = List.of("before", "after").stream()
                .filter(name -> position(name).isPresent())
                .map(name -> name + "=" + parameters().get(name) + "&")
                .findFirst()
                .orElse("");
        return address(getFilter(), place + "message=");
    }

    /** The address of this page without a message. */
    public String getClosing() {
        return getOpening().replaceFirst("[?&]message=$", "");
    }

    /** The message whose history is shown. */
    public @Nullable Opened getOpened() {
        String number = parameters().getOrDefault("message", "");
        if (opened == null && number.matches("\\d{1,18}")) {
            log.of(List.of(Long.parseLong(number))).forEach(entry -> opened = opened(entry));
        }
        return opened;
    }

    private Opened opened(OutboxLog.Entry entry) {
        return new Opened(
                entry.number(),
                DeliveryLine.of(entry, findings, saved.settings()),
                DeliveryLine.facts(entry),
                DeliveryLine.each(entry),
                entry.why()
                        .map(why -> Markdown.html(DeliveryLine.finding(why, entry, findings, saved.settings())
                                .explanation()))
                        .orElse(""),
                entry.why().map(OutboxLog.Why::words).orElse(""),
                log.history(entry.number()).stream().map(DeliveryPage::happened).toList());
    }

    private static Happened happened(OutboxLog.Event event) {
        return new Happened(
                Formats.day(event.at()) + ", " + Formats.time(event.at()),
                DeliveryLine.word(event.state()),
                event.who().orElseGet(() -> text("deliveryPage.signet", event.attempt())),
                event.why()
                        .map(why -> text("deliveryPage.reply", why.code(), why.words()))
                        .or(event::serverId)
                        .orElse(""));
    }

    public String getHelp() {
        return text("deliveryPage.help", log.retention().toDays());
    }
}
