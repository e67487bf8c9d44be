package org.signetmail.practice;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The first page: what to paste, every folder, every switch. */
final class Overview {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final PracticeTenant tenant;
    private final Set<Failure> active;

    Overview(PracticeTenant tenant) {
        this.tenant = tenant;
        active = EnumSet.noneOf(Failure.class);
        active.addAll(tenant.failures().active());
    }

    static String time(StoredMail mail) {
        return TIME.format(mail.received());
    }

    String html() {
        return Html.page("Overview", """
                <h1>Practice tenant</h1>
                <p class="lead">A stand-in for Microsoft 365: sign-in, Graph and SMTP as Microsoft’s services answer.</p>
                %s
                <div class="columns"><div class="stack">%s%s</div><div class="stack">%s</div></div>
                """.formatted(banner(), paste(), mail(), switches()));
    }

    private String banner() {
        if (active.isEmpty()) {
            return "";
        }
        String names = active.stream()
                .map(failure -> failure.where().label() + ": " + failure.label())
                .collect(Collectors.joining("; "));
        return """
                <form class="banner" method="post" action="/all-off" role="status">
                <p><strong>%s switched on.</strong> %s</p>
                <button class="button">All off</button></form>
                """.formatted(active.size() == 1 ? "One failure is" : active.size() + " failures are", Html.text(names));
    }

    private String paste() {
        var facts = new StringBuilder();
        fact(facts, "Client ID", "Application ID", Contoso.CLIENT_ID);
        fact(facts, "Tenant ID", "Directory ID", Contoso.TENANT_ID);
        fact(facts, "Client Secret", "Value", Contoso.CLIENT_SECRET);
        fact(facts, "Second secret", "also good", Contoso.NEW_SECRET);
        fact(facts, "Expired secret", "for the error", Contoso.EXPIRED_SECRET);
        fact(facts, "Secret ID", "for the error", Contoso.SECRET_ID);
        fact(facts, "System mailbox", "may send", Contoso.NOTIFICATIONS);
        fact(facts, "User", "may send", Contoso.FIRST_USER);
        fact(facts, "User", "no permission by SMTP", Contoso.SECOND_USER);
        fact(facts, "Shared mailbox", "may send", Contoso.SHARED);
        fact(facts, "Somebody outside", "or any other address", Contoso.GUEST);
        PracticeRelay relay = tenant.relay();
        fact(facts, "Relay, STARTTLS", "with a password", relay.host() + " : " + relay.startTlsPort());
        fact(facts, "Relay, implicit TLS", "with a password", relay.host() + " : " + relay.implicitTlsPort());
        fact(facts, "Relay, plain", "without a password", relay.host() + " : " + relay.plainPort());
        fact(facts, "Relay user", "", Contoso.RELAY_USER);
        fact(facts, "Relay password", "", Contoso.RELAY_PASSWORD);
        return """
                <section class="card" aria-labelledby="paste"><h2 id="paste">To paste</h2>
                <p class="help">A click selects the whole value.</p>
                <dl class="facts">%s</dl></section>
                """.formatted(facts);
    }

    private static void fact(StringBuilder facts, String name, String aka, String value) {
        facts.append("<dt>%s <small>%s</small></dt><dd><code class=\"paste\">%s</code></dd>\n"
                .formatted(Html.text(name), Html.text(aka), Html.text(value)));
    }

    private String mail() {
        List<String> addresses = new ArrayList<>(tenant.mailboxes().outside());
        addresses.addAll(Contoso.MAILBOXES);
        var folders = new StringBuilder();
        for (String address : addresses) {
            boolean inside = Contoso.isMailbox(address);
            folders.append("<h3>").append(Html.text(address)).append("</h3>\n");
            folders.append(folder(Folder.INBOX, address));
            if (inside) {
                folders.append(folder(Folder.SENT, address));
            }
        }
        return """
                <section class="card" aria-labelledby="mail"><div class="row"><h2 id="mail">Mail</h2>
                <a class="button" href="/">Refresh</a>
                <form method="post" action="/empty"><button class="button">Empty all folders</button></form></div>
                <p class="help">Newest first. Times in UTC.</p>
                %s</section>
                """.formatted(folders);
    }

    private String folder(Folder folder, String address) {
        List<StoredMail> mails = folder.of(tenant.mailboxes(), address);
        if (mails.isEmpty()) {
            return "<p class=\"empty\">" + folder.label() + ": empty</p>\n";
        }
        var rows = new StringBuilder();
        for (int i = mails.size() - 1; i >= 0; i--) {
            StoredMail mail = mails.get(i);
            String subject = mail.subject().isEmpty() ? "(no subject)" : mail.subject();
            rows.append("""
                    <li><a href="%s">%s</a><span>From %s</span><span>Reply-To %s</span><small>%s · %s</small></li>
                    """.formatted(
                            folder.path(address, i),
                            Html.text(subject),
                            Html.text(mail.header("From").orElse("–")),
                            Html.text(mail.header("Reply-To").orElse("–")),
                            Html.text(mail.route()),
                            time(mail)));
        }
        return "<h4>%s <small>%d</small></h4><ul class=\"mails\">%s</ul>\n"
                .formatted(folder.label(), mails.size(), rows);
    }

    private String switches() {
        return Arrays.stream(Failure.Where.values()).map(this::group).collect(Collectors.joining());
    }

    private String group(Failure.Where where) {
        String rows = Arrays.stream(Failure.values())
                .filter(failure -> failure.where() == where)
                .map(this::row)
                .collect(Collectors.joining());
        return """
                <section class="card" aria-labelledby="%1$s"><h2 id="%1$s">%2$s</h2><ul class="switches">%3$s</ul></section>
                """.formatted("group-" + where.name(), where.label(), rows);
    }

    private String row(Failure failure) {
        boolean on = active.contains(failure);
        return """
                <li id="%1$s"%2$s><form method="post" action="/switch">
                <input type="hidden" name="failure" value="%1$s"><input type="hidden" name="turn" value="%3$s">
                <span class="words"><b id="l-%1$s">%4$s</b><small id="d-%1$s">%5$s</small></span>
                <button class="switch" role="switch" aria-checked="%6$s" aria-labelledby="l-%1$s"
                 aria-describedby="d-%1$s"><span class="knob"></span></button></form></li>
                """.formatted(
                        failure.name(),
                        on ? " class=\"on\"" : "",
                        on ? "off" : "on",
                        Html.text(failure.label()),
                        Html.text(failure.description()),
                        on);
    }
}
