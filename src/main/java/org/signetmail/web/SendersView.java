package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.Domain;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;
import org.signetmail.message.SenderRule;
import org.signetmail.signin.AdministratorsOnly;

/** Shows the sender of a user's message under the settings on screen, by the rule that real messages follow. */
@Named
@RequestScoped
@AdministratorsOnly
public class SendersView {
    /** The suffix of a tenant's initial domain in the worldwide cloud. */
    private static final String INITIAL = ".onmicrosoft.com";

    /** The same in the national clouds: United States, China (21Vianet), and formerly Germany. */
    private static final List<String> NATIONAL = List.of(".onmicrosoft.us", ".onmschina.cn", ".onmicrosoft.de");

    @Inject
    EditedForm edited;

    @Inject
    SettingsPage page;

    @Inject
    FormState state;

    private final RenderedOnce<String> help = new RenderedOnce<>("");
    private final RenderedOnce<List<Preview>> previews = new RenderedOnce<>(List.of());

    /** The result for <em>Who will this come from?</em>. */
    public record Preview(String from, boolean ownMailbox, String why) {
        /** HTML. */
        public String line() {
            return Markup.text(ownMailbox ? "senders.preview.own" : "senders.preview.system", from);
        }
    }

    /** A hint about the system mailbox; it does not prevent saving. */
    public record Remark(String headline, String text) {}

    /** A remark if the system mailbox is in the initial domain of the tenant. */
    public List<Remark> getRemarks() {
        return read(edited.form().get(Field.SYSTEM_MAILBOX)).map(Mailbox::domain).flatMap(SendersView::remark).stream()
                .toList();
    }

    /**
     * The limit was announced for {@code onmicrosoft.com}; whether it holds in the national clouds is not known.
     *
     * @see <a href="https://dmarcwise.io/blog/onmicrosoft-sending-limits">A report that quotes Microsoft’s announcement</a>
     */
    private static Optional<Remark> remark(String domain) {
        if (domain.endsWith(INITIAL)) {
            return Optional.of(
                    new Remark(text("senders.remark.worldwide"), text("senders.remark.worldwide.why", domain)));
        }
        return NATIONAL.stream().anyMatch(domain::endsWith)
                ? Optional.of(new Remark(text("senders.remark.national"), text("senders.remark.national.why", domain)))
                : Optional.empty();
    }

    /** The explanation of User Generated Email, as HTML. */
    public String getHelp() {
        return help.get(state, () -> system().map(this::help).orElseGet(() -> text("senders.user.help")));
    }

    private String help(Mailbox system) {
        return Markup.text(
                further().isEmpty() ? "senders.user.help.domain" : "senders.user.help.domains",
                system.domain(),
                system.address());
    }

    public List<Preview> getPreviews() {
        return previews.get(
                state, () -> system().flatMap(this::preview).stream().toList());
    }

    private Optional<Preview> preview(Mailbox system) {
        UserSender mode = UserSender.valueOf(edited.form().get(Field.USER_SENDER));
        return read(PastedText.clean(page.getAskedUser())).map(user -> preview(user, system, mode, further()));
    }

    static Preview preview(Mailbox user, Mailbox system, UserSender mode, List<Domain> further) {
        Mailbox sender = new SenderRule(system, mode, further).forUser(user).mailbox();
        if (mode == UserSender.USER_EMAIL && sender.equals(user.withoutTag())) {
            String why = user.domain().equals(system.domain())
                    ? "senders.preview.sameDomain"
                    : "senders.preview.furtherDomain";
            return new Preview(sender.address(), true, text(why, user.domain(), user));
        }
        if (mode == UserSender.SYSTEM_GENERATED_EMAIL) {
            return new Preview(sender.address(), false, text("senders.preview.mode", user));
        }
        String why = further.isEmpty() ? "senders.preview.otherDomain" : "senders.preview.noneOfDomains";
        return new Preview(sender.address(), false, text(why, user.domain(), user, system.domain()));
    }

    private List<Domain> further() {
        return state.reading().change().wanted().furtherDomains();
    }

    private Optional<Mailbox> system() {
        return read(edited.form().get(Field.SYSTEM_MAILBOX));
    }

    private static Optional<Mailbox> read(String typed) {
        try {
            return Optional.of(new Mailbox(typed));
        } catch (InvalidInput notAnAddressYet) {
            return Optional.empty();
        }
    }
}
