package org.signetmail.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signetmail.account.AdminCenter;
import org.signetmail.account.ClientId;
import org.signetmail.account.Cloud;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.GraphPowerShell;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.account.SmtpServer;
import org.signetmail.account.Symptom;
import org.signetmail.account.TenantId;
import org.signetmail.account.TrustStore;
import org.signetmail.text.Messages;

/**
 * Fills the placeholders of a finding's CommonMark for a symptom and its context.
 *
 * <p>External text is escaped in prose. In fenced code, which the administrator copies into PowerShell, only values
 * that are valid for their type appear, quoted unless PowerShell reads them as one word.
 */
final class FindingTemplate {
    static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z:-]*)}");
    private static final long MINUTE = 60; // seconds
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    static final String FENCE = "```";

    private static final int MAX_WORDS_LENGTH = 600;
    private static final Pattern BARE_IN_POWERSHELL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._+-]*");

    /** PowerShell treats curved quotation marks like the straight one. */
    private static final Pattern QUOTE_IN_POWERSHELL = Pattern.compile("['\u2018\u2019\u201A\u201B]");

    // Names from https://learn.microsoft.com/powershell/module/exchange/connect-exchangeonline
    private static final Map<String, String> EXCHANGE_ENVIRONMENT =
            Map.of("GCC_HIGH", "O365USGovGCCHigh", "DOD", "O365USGovDoD", "CHINA", "O365China");

    private static final String EXCHANGE_MODULE = "Install-Module ExchangeOnlineManagement -Scope CurrentUser";

    private static final Map<String, Function<FindingTemplate, String>> IN_PROSE = Map.ofEntries(
            Map.entry("mailbox", it -> prose(it.context.mailbox(), "check.finding.mailbox")),
            Map.entry("recipient", it -> prose(it.context.recipient(), "check.finding.recipient")),
            Map.entry("tenant", it -> prose(it.context.tenant(), "check.finding.tenant")),
            Map.entry("client", it -> prose(it.context.client(), "check.finding.client")),
            Map.entry("host", it -> prose(it.host(), "check.finding.host")),
            Map.entry("cloud", it -> prose(it.cloud().map(Cloud::label).orElse(""), "check.finding.cloud")),
            Map.entry(
                    "role",
                    it -> it.route().map(DeliveryRoute::appRole).orElseGet(() -> Messages.text("check.finding.role"))),
            Map.entry("said", FindingTemplate::quotedReply),
            Map.entry("cause", it -> it.cause),
            Map.entry("trust-store", FindingTemplate::trustStore),
            Map.entry("or-portal", FindingTemplate::orPortal),
            Map.entry("wait", FindingTemplate::waitTime),
            Map.entry("link:list", it -> it.links().list()),
            Map.entry("link:enterprise-apps", it -> it.links().enterpriseApps()),
            Map.entry("link:overview", it -> it.links().overview()),
            Map.entry("link:credentials", it -> it.links().credentials()),
            Map.entry("link:permissions", it -> it.links().permissions()));

    private static final Map<String, Function<FindingTemplate, String>> IN_CODE = Map.of(
            "mailbox",
                    it -> code(
                            it.context.mailbox(), typed -> new Mailbox(typed).address(), "check.finding.code.mailbox"),
            "recipient",
                    it -> code(
                            it.context.recipient(),
                            typed -> new Mailbox(typed).address(),
                            "check.finding.code.recipient"),
            "tenant",
                    it -> code(it.context.tenant(), typed -> new TenantId(typed).value(), "check.finding.code.tenant"),
            "client",
                    it -> code(it.context.client(), typed -> new ClientId(typed).value(), "check.finding.code.client"),
            "host", it -> code(it.host(), typed -> new SmtpServer(typed, 25).host(), "check.finding.code.host"),
            "connect", FindingTemplate::connect,
            "connect-graph", FindingTemplate::connectGraph);

    private final Symptom symptom;
    private final Findings.FindingContext context;
    private final String cause;

    /** @param cause CommonMark from the table */
    FindingTemplate(Symptom symptom, Findings.FindingContext context, String cause) {
        this.symptom = symptom;
        this.context = context;
        this.cause = cause;
    }

    static Set<String> knownInProse() {
        return IN_PROSE.keySet();
    }

    static Set<String> knownInCode() {
        return IN_CODE.keySet();
    }

    String fill(String template) {
        var filled = new StringBuilder();
        boolean inCode = false;
        for (String line : template.split("\n", -1)) {
            boolean fence = line.startsWith(FENCE);
            inCode ^= fence;
            var known = inCode ? IN_CODE : IN_PROSE;
            filled.append(filled.isEmpty() ? "" : "\n")
                    .append(PLACEHOLDER
                            .matcher(line)
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(known.getOrDefault(found.group(1), it -> found.group())
                                            .apply(this))));
        }
        return filled.toString();
    }

    /** Escapes all ASCII punctuation, as CommonMark allows (0.31, section 2.4); line breaks become spaces. */
    static String escape(String text) {
        return text.replaceAll("\\s+|\\p{Cntrl}+", " ").strip().replaceAll("\\p{Punct}", "\\\\$0");
    }

    /** @param ifBlank key of what replaces a value that is not known */
    private static String prose(String value, String ifBlank) {
        return value.isBlank() ? Messages.text(ifBlank) : escape(value);
    }

    /** @param otherwise key of what the administrator replaces */
    private static String code(String value, Function<String, String> type, String otherwise) {
        try {
            String word = type.apply(value);
            return BARE_IN_POWERSHELL.matcher(word).matches()
                    ? word
                    : "'" + QUOTE_IN_POWERSHELL.matcher(word).replaceAll("$0$0") + "'";
        } catch (InvalidInput notOfItsType) {
            return "<" + Messages.text(otherwise) + ">";
        }
    }

    private String quotedReply() {
        String words = symptom.words().strip();
        if (words.length() > MAX_WORDS_LENGTH) {
            words = words.substring(0, MAX_WORDS_LENGTH) + "…";
        }
        String code = symptom.code().isBlank() ? Messages.text("check.finding.noCode") : escape(symptom.code());
        return words.isEmpty()
                ? Messages.text("check.finding.saidNothing", code)
                : Messages.text("check.finding.said", code, escape(words));
    }

    private String waitTime() {
        long seconds = symptom.retryAfter().map(Duration::toSeconds).orElse(0L);
        if (seconds <= 0) {
            return Messages.text("check.finding.wait.some");
        }
        if (seconds < 2 * MINUTE) {
            return Messages.text("check.finding.wait.seconds", seconds);
        }
        if (seconds < 2 * HOUR) {
            return Messages.text("check.finding.wait.minutes", (seconds + MINUTE - 1) / MINUTE);
        }
        return seconds < DAY
                ? Messages.text("check.finding.wait.hours", (seconds + HOUR - 1) / HOUR)
                : Messages.text("check.finding.wait.days");
    }

    private String connect() {
        String environment =
                cloud().map(cloud -> EXCHANGE_ENVIRONMENT.get(cloud.id())).orElse(null);
        return onceComment(EXCHANGE_MODULE) + "\nConnect-ExchangeOnline"
                + (environment == null ? "" : " -ExchangeEnvironmentName " + environment);
    }

    private String connectGraph() {
        return onceComment(GraphPowerShell.INSTALL) + "\n" + GraphPowerShell.connect(cloud());
    }

    private static String onceComment(String command) {
        return "# " + Messages.text("check.finding.once", command);
    }

    /** The file with the certificate authorities for this peer, and how to make a change permanent. */
    private String trustStore() {
        Optional<Path> own = cloud().flatMap(cloud -> cloud.trust().authority());
        if (own.isPresent()) {
            return Messages.text("check.finding.trust.configured", path(own.get()));
        }
        TrustStore store = TrustStore.ofJvm();
        return Messages.text(
                store.temporary() ? "check.finding.trust.temporary" : "check.finding.trust.lasting",
                path(store.file()));
    }

    private static String path(Path file) {
        return "**" + escape(file.toString()) + "**";
    }

    private String orPortal() {
        return links().azurePortal()
                .map(list -> Messages.text("check.finding.portal", list))
                .orElse("");
    }

    /** The host to which the symptom refers: that of the cloud, otherwise that of the context. */
    private String host() {
        return cloud().map(cloud -> switch (symptom.peer()) {
                    case ENTRA -> cloud.authority().getHost();
                    case GRAPH -> cloud.graph().getHost();
                    case SMTP -> cloud.smtp().host();
                    case SIGNET -> context.host();
                })
                .orElse(context.host());
    }

    private AdminCenter links() {
        Optional<ClientId> client;
        try {
            client = Optional.of(new ClientId(context.client()));
        } catch (InvalidInput notAClientId) {
            client = Optional.empty();
        }
        return AdminCenter.of(cloud(), client);
    }

    private Optional<Cloud> cloud() {
        return Optional.ofNullable(context.cloud());
    }

    private Optional<DeliveryRoute> route() {
        return Optional.ofNullable(context.route());
    }
}
