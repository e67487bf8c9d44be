package org.signetmail.web;

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

    private final RenderedOnce<List<Preview>> previews = new RenderedOnce<>(List.of());

    /** The result for <em>Who will this come from?</em>. */
    public record Preview(String from, String kept, String why) {}

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
        String whose =
                domain + " is the domain that Microsoft gave your tenant, and all its addresses share the limit. ";
        String better = "Better: a mailbox of a domain of your own, which doesn’t have this limit.";
        if (domain.endsWith(INITIAL)) {
            return Optional.of(new Remark("At most 100 external recipients a day.", whose + better));
        }
        return NATIONAL.stream().anyMatch(domain::endsWith)
                ? Optional.of(new Remark(
                        "Expect a limit of 100 external recipients a day.",
                        whose + "Microsoft announced it for onmicrosoft.com; it may hold here, too. " + better))
                : Optional.empty();
    }

    public String getDomain() {
        return system().map(Mailbox::domain).orElse("");
    }

    public String getSystem() {
        return system().map(Mailbox::address).orElse("");
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
            String whose = user.domain().equals(system.domain())
                    ? " is the domain of System Generated Email."
                    : " is one of the further domains.";
            return new Preview(
                    sender.address(),
                    "kept in that user’s Sent folder",
                    user.domain() + whose + " Replies go to " + user + ".");
        }
        String why = mode == UserSender.SYSTEM_GENERATED_EMAIL
                ? "User Generated Email is set to System Generated Email."
                : user.domain()
                        + (further.isEmpty()
                                ? " is not " + system.domain() + "."
                                : " is neither " + system.domain() + " nor one of the further domains.");
        return new Preview(sender.address(), "kept in its Sent folder", why + " Replies go to " + user + ".");
    }

    /** Whether users of other domains than the system mailbox's send from their own mailboxes, too. */
    public boolean isFurther() {
        return state.isRendering() && !further().isEmpty();
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
