package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.InvalidInput;
import org.signetmail.account.Mailbox;
import org.signetmail.account.TlsMode;
import org.signetmail.alert.AlertSettings;
import org.signetmail.alert.AlertStore;
import org.signetmail.alert.Attempt;
import org.signetmail.alert.ChannelState;
import org.signetmail.alert.WebhookForm;
import org.signetmail.expiry.ChannelProbe;
import org.signetmail.expiry.ExpiryNotices;
import org.signetmail.log.AuditNote;
import org.signetmail.seal.SealBroken;
import org.signetmail.signin.AdministratorsOnly;

/** The channels of the warnings: how each works, the fall-back relay, and the webhook. */
@Named
@RequestScoped
@AdministratorsOnly
public class WarningsPage {
    @Inject
    AlertStore store;

    @Inject
    ChannelProbe probe;

    @Inject
    ExpiryNotices expiry;

    @Inject
    SavedState saved;

    @Inject
    CurrentUser currentUser;

    @Inject
    Event<AuditNote> audit;

    private WarningsForm form = new WarningsForm();
    private AlertSettings settings = AlertSettings.NONE;
    private String relayPassword = "";
    private String webhookAddress = "";
    private String webhookSecret = "";
    private String notice = "";
    private boolean failed;

    /** A line about a channel. */
    public record Line(String name, String sent, String failed) {}

    @PostConstruct
    void open() {
        settings = store.saved();
        form = new WarningsForm(settings);
    }

    /** Saves what is typed; a blank secret keeps the stored one. */
    public void save() {
        try {
            store.save(form.change(relayPassword, webhookAddress, webhookSecret));
            audit.fire(new AuditNote(currentUser.getName(), text("warnings.audit.saved")));
            settings = store.saved();
            notice = text("warnings.saved");
        } catch (InvalidInput | SealBroken refused) {
            refused(String.valueOf(refused.getMessage()));
        }
    }

    public void testRelay() {
        List<Mailbox> to = saved.settings().warned();
        if (to.isEmpty()) {
            refused(text("warnings.test.noAdministrator"));
            return;
        }
        tested(probe.relay(to));
    }

    public void testWebhook() {
        tested(probe.webhook());
    }

    private void tested(Optional<Attempt> made) {
        audit.fire(new AuditNote(AuditNote.Kind.TEST, currentUser.getName(), text("warnings.audit.tested")));
        if (made.isEmpty()) {
            refused(text("warnings.test.none"));
        } else if (made.get().result() == Attempt.Result.ACCEPTED) {
            notice = text("warnings.test.sent");
        } else {
            refused(text("warnings.test.failed", made.get().words()));
        }
    }

    private void refused(String why) {
        failed = true;
        notice = why;
    }

    public WarningsForm getForm() {
        return form;
    }

    public String getNotice() {
        return notice;
    }

    public boolean isFailed() {
        return failed;
    }

    /** In the order in which they are tried. */
    public List<Line> getChannels() {
        return store.states().stream().map(WarningsPage::line).toList();
    }

    private static Line line(ChannelState state) {
        return new Line(
                text("warnings.channel." + state.channel().name()),
                state.sentAt() == null
                        ? text("warnings.never")
                        : text("format.utc", Formats.dayAndTime(state.sentAt())),
                state.failedAt() == null
                        ? text("warnings.never")
                        : text(
                                "warnings.failedAt",
                                Formats.dayAndTime(state.failedAt()),
                                String.valueOf(state.failure())));
    }

    public String getHelp() {
        List<Mailbox> to = saved.settings().warned();
        return to.isEmpty()
                ? text("warnings.noAdministrator")
                : text(
                        "warnings.help",
                        Formats.listed(to.stream().map(Mailbox::address).collect(Collectors.toList())));
    }

    /** The end of the credential as a file for a calendar; blank if it is unknown. */
    public String getCalendar() {
        return expiry.calendar(saved.settings())
                .map(file -> "data:text/calendar;charset=utf-8;base64,"
                        + Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)))
                .orElse("");
    }

    public Map<String, String> getTlsModes() {
        var modes = new LinkedHashMap<String, String>();
        for (TlsMode mode : TlsMode.values()) {
            modes.put(mode.name(), mode.label());
        }
        return modes;
    }

    public Map<String, String> getWebhookForms() {
        var forms = new LinkedHashMap<String, String>();
        forms.put("", text("warnings.webhook.none"));
        for (WebhookForm one : WebhookForm.values()) {
            forms.put(one.name(), one.label());
        }
        return forms;
    }

    public String getPasswordHelp() {
        return text(settings.relayPasswordStored() ? "warnings.stored" : "warnings.relay.password.help");
    }

    public String getAddressHelp() {
        return settings.webhook().isPresent()
                ? text("warnings.webhook.address.stored", settings.webhookOrigin())
                : text("warnings.webhook.address.help");
    }

    public String getSecretHelp() {
        return text(settings.signed() ? "warnings.stored" : "warnings.webhook.secret.help");
    }

    /** Never shown. */
    public String getRelayPassword() {
        return "";
    }

    public void setRelayPassword(@Nullable String typed) {
        relayPassword = typed == null ? "" : typed;
    }

    /** Never shown: it is as good as a password. */
    public String getWebhookAddress() {
        return "";
    }

    public void setWebhookAddress(@Nullable String typed) {
        webhookAddress = typed == null ? "" : typed;
    }

    /** Never shown. */
    public String getWebhookSecret() {
        return "";
    }

    public void setWebhookSecret(@Nullable String typed) {
        webhookSecret = typed == null ? "" : typed;
    }
}
