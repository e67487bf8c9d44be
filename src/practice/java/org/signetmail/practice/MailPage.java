package org.signetmail.practice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One mail, as it came. */
final class MailPage {
    private static final Pattern INDEX = Pattern.compile("/[a-z]+/([^/]+)/(\\d{1,6})");

    private MailPage() {}

    /** Empty where the (decoded) path leads to no mail of that folder. */
    static Optional<String> at(String path, Folder folder, Mailboxes mailboxes) {
        Matcher parts = INDEX.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String address = parts.group(1);
        int index = Integer.parseInt(parts.group(2));
        List<StoredMail> mails = folder.of(mailboxes, address);
        String here = "/" + folder.label().toLowerCase(Locale.ROOT) + "/";
        return path.startsWith(here) && index < mails.size()
                ? Optional.of(html(address, folder, mails.get(index)))
                : Optional.empty();
    }

    private static String html(String address, Folder folder, StoredMail mail) {
        String subject = mail.subject().isEmpty() ? "(no subject)" : mail.subject();
        return Html.page(subject, """
                <p class="crumbs"><a href="/">All mail</a> › %s › %s</p>
                <h1>%s</h1>
                <section class="card" aria-label="How it came"><dl class="facts">
                %s%s%s%s%s%s%s
                </dl></section>
                <section class="card" aria-labelledby="raw"><h2 id="raw">The message as it came</h2>
                <pre tabindex="0">%s</pre></section>
                """.formatted(
                        Html.text(address),
                        folder.label(),
                        Html.text(subject),
                        fact("From", mail.header("From").orElse("–")),
                        fact("To", mail.header("To").orElse("–")),
                        fact("Reply-To", mail.header("Reply-To").orElse("–")),
                        fact("Envelope from", mail.envelopeFrom().isEmpty() ? "–" : mail.envelopeFrom()),
                        fact("Envelope to", String.join(", ", mail.recipients())),
                        fact("Route", mail.route()),
                        fact("Received", Overview.time(mail) + " UTC"),
                        Html.text(mail.rawText())));
    }

    private static String fact(String name, String value) {
        return "<dt>" + name + "</dt><dd>" + Html.text(value) + "</dd>\n";
    }
}
