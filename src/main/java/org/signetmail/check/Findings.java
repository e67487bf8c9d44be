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

/** The table of findings: what each symptom means, who can fix it and how. Kept as data in {@code findings.json}. */
@ApplicationScoped
public class Findings {
    /** Read when the first mail fails or the first test runs: a start needs none of it. */
    private static final class Shipped {
        private static final FindingTable TABLE =
                FindingTable.read(requireNonNull(Findings.class.getResourceAsStream("findings.json"), "findings.json"));
    }

    /** What a finding's words may name: all of it comes from the page or the settings; null where it does not apply. */
    public record FindingContext(
            @Nullable Cloud cloud,
            @Nullable DeliveryRoute route,
            String host,
            String tenant,
            String client,
            String mailbox,
            String recipient) {

        /** Reports of mail that left by Graph come by SMTP: what the route decides is asked for both. */
        private Stream<FindingContext> routes() {
            return route == DeliveryRoute.GRAPH
                    ? Stream.of(
                            this,
                            new FindingContext(cloud, DeliveryRoute.SMTP, host, tenant, client, mailbox, recipient))
                    : Stream.of(this);
        }
    }

    /**
     * What a pasted text was found to say.
     *
     * @param code the code that was found; blank if there is none
     * @param finding what it means; empty if there is no code, or none that the table knows
     */
    public record LookUp(String code, Optional<Finding> finding) {}

    /** Never empty-handed: what is not in the table gets a finding that shows the peer's own code and words. */
    public Finding explain(Symptom symptom, FindingContext scene) {
        return explain(symptom, scene, Set.of());
    }

    /**
     * For a message that was handed over without a clear answer: what that means, what to do before it is sent again, and the
     * reason as far as the answer names one.
     */
    public Finding explainUnknown(Symptom symptom, FindingContext scene) {
        return explain(symptom, scene, Set.of(Match.Circumstance.OUTCOME_UNKNOWN));
    }

    /**
     * Looks for a code of Entra, SMTP or Graph in a text from anywhere, such as an undeliverable report.
     *
     * @param scene of the settings that the mail was sent with
     */
    public LookUp lookUp(String text, FindingContext scene, Instant now) {
        var pasted = new UndeliverableReport(text);
        List<Symptom> symptoms = pasted.symptoms(Shipped.TABLE, now);
        Optional<Finding> finding = symptoms.stream()
                .flatMap(symptom -> scene.routes()
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

    private static Finding finding(FindingEntry entry, String cause, Symptom symptom, FindingContext scene) {
        var findingTemplate = new FindingTemplate(symptom, scene, cause);
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
