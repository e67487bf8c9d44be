package org.signetmail.check;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Symptom;

/** Explains symptoms by the table in {@code findings.json}: what each means, who can fix it and how. */
@ApplicationScoped
public class Findings {
    /** Read when the first mail fails or the first test runs: a start needs none of it. */
    private static final class Shipped {
        private static final FindingTable TABLE =
                FindingTable.read(requireNonNull(Findings.class.getResourceAsStream("findings.json"), "findings.json"));
    }

    /** Values for the placeholders of a finding, from the page or the settings; null where not applicable. */
    public record FindingContext(
            @Nullable Cloud cloud,
            @Nullable DeliveryRoute route,
            String host,
            String tenant,
            String client,
            String mailbox,
            String recipient) {

        /** Undeliverable reports of messages sent by Graph contain SMTP codes: such a look-up tries both routes. */
        private Stream<FindingContext> routes() {
            return route == DeliveryRoute.GRAPH
                    ? Stream.of(
                            this,
                            new FindingContext(cloud, DeliveryRoute.SMTP, host, tenant, client, mailbox, recipient))
                    : Stream.of(this);
        }
    }

    /**
     * Result of a look-up in a pasted text.
     *
     * @param code the code in the text; blank if none was found
     * @param finding its explanation; empty without a code, or if the table has none for it
     */
    public record LookUp(String code, Optional<Finding> finding) {}

    /** Explains a symptom. One that is not in the table gets a finding that shows the peer's code and text. */
    public Finding explain(Symptom symptom, FindingContext context) {
        return explain(symptom, context, Set.of());
    }

    /**
     * Explains a submitted message with an unknown outcome: what that means, what to do before sending it again, and
     * the reason if the reply contains one.
     */
    public Finding explainUnknown(Symptom symptom, FindingContext context) {
        return explain(symptom, context, Set.of(Match.Circumstance.OUTCOME_UNKNOWN));
    }

    /**
     * Finds a code of Entra, SMTP or Graph in any text, such as an undeliverable report.
     *
     * @param context context of the settings with which the message was sent
     */
    public LookUp lookUp(String text, FindingContext context, Instant now) {
        var pasted = new UndeliverableReport(text);
        List<Symptom> symptoms = pasted.symptoms(Shipped.TABLE, now);
        Optional<Finding> finding = symptoms.stream()
                .flatMap(symptom -> context.routes()
                        .flatMap(each -> Shipped.TABLE.known(symptom, each).stream()
                                .map(entry -> finding(entry, entry.cause(), pasted.withExcerpt(symptom), each))))
                .findFirst();
        return new LookUp(
                finding.map(found -> found.symptom().code())
                        .or(() -> symptoms.stream().map(Symptom::code).findFirst())
                        .orElse(""),
                finding);
    }

    Finding explain(Symptom symptom, FindingContext scene, Set<Match.Circumstance> known) {
        // Not known whether it went out: that comes first, and what the answer says of the reason after it.
        String cause = Shipped.TABLE.choose(symptom, scene, Set.of()).cause();
        return finding(Shipped.TABLE.choose(symptom, scene, known), cause, symptom, scene);
    }

    private static Finding finding(FindingEntry entry, String cause, Symptom symptom, FindingContext context) {
        var findingTemplate = new FindingTemplate(symptom, context, cause);
        return new Finding(
                entry.id(),
                entry.headline(),
                findingTemplate.fill(entry.explanation()).strip(),
                findingTemplate.fill(entry.who()),
                entry.steps().stream().map(findingTemplate::fill).toList(),
                entry.field(),
                symptom);
    }

    /** A word or two for the step that failed. */
    String brief(Symptom symptom, FindingContext scene) {
        String brief = Shipped.TABLE.choose(symptom, scene, Set.of()).brief();
        return brief.isEmpty() ? symptom.code() : brief;
    }
}
