package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.signetmail.account.Domain;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Unacceptable;
import org.signetmail.account.UserSender;
import org.signetmail.gate.ForAdministrators;
import org.signetmail.letter.SenderRule;
import org.signetmail.letter.SenderRule.Sender;

/** Says from whom a user's mail would come with what is on screen, by the very rule that mail follows. */
@Named
@RequestScoped
@ForAdministrators
public class SendersView {
    @Inject
    SettingsPage page;

    @Inject
    Counter counter;

    /** The answer to <em>Who will this come from?</em>. */
    public record Preview(String from, String kept, String why) {}

    public String getDomain() {
        return system().map(Mailbox::domain).orElse("");
    }

    public String getSystem() {
        return system().map(Mailbox::address).orElse("");
    }

    public List<Preview> getPreviews() {
        return system().flatMap(this::preview).stream().toList();
    }

    private Optional<Preview> preview(Mailbox system) {
        return read(page.getAskedUser()).map(user -> {
            UserSender mode = UserSender.valueOf(page.form().get(Field.USER_SENDER));
            List<Domain> further = further();
            Sender sender = new SenderRule(system, mode, further).forUser(user);
            if (sender.mailbox().equals(user)) {
                String whose = user.domain().equals(system.domain())
                        ? " is the domain of System Generated Email."
                        : " is one of the further domains.";
                return new Preview(
                        user.address(),
                        "kept in that user’s Sent folder",
                        user.domain() + whose + " Replies go to " + user + ".");
            }
            String why = mode == UserSender.SYSTEM_GENERATED_EMAIL
                    ? "User Generated Email is set to System Generated Email."
                    : user.domain()
                            + (further.isEmpty()
                                    ? " is not " + system.domain() + "."
                                    : " is neither " + system.domain() + " nor one of the further domains.");
            return new Preview(
                    sender.mailbox().address(), "kept in its Sent folder", why + " Replies go to " + user + ".");
        });
    }

    /** Whether users of other domains than the system mailbox's are meant to send from their own mailboxes, too. */
    public boolean isFurther() {
        return !further().isEmpty();
    }

    private List<Domain> further() {
        return counter.read(page.form(), page.version()).change().wanted().furtherDomains();
    }

    private Optional<Mailbox> system() {
        return read(page.form().get(Field.SYSTEM_MAILBOX));
    }

    private static Optional<Mailbox> read(String typed) {
        try {
            return Optional.of(new Mailbox(typed));
        } catch (Unacceptable notAnAddressYet) {
            return Optional.empty();
        }
    }
}
