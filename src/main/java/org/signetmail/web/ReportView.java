package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIInput;
import jakarta.faces.event.ComponentSystemEvent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Mailbox;
import org.signetmail.check.Findings;
import org.signetmail.signin.AdministratorsOnly;

/**
 * Explains an undeliverable report that an administrator pastes. The text may quote a private message, so it is kept
 * for this request only and never written anywhere.
 */
@Named
@RequestScoped
@AdministratorsOnly
public class ReportView {
    /** Microsoft's list of the codes. */
    private static final String REPORTS = "https://learn.microsoft.com/exchange/mail-flow-best-practices/"
            + "non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online";

    private static final String NUMBER = "https://login.microsoftonline.com/error?code=";

    @Inject
    SavedState saved;

    @Inject
    Findings findings;

    @Inject
    Clock clock;

    private String pasted = "";
    private @Nullable ResultPanel panel;

    /** Takes the text before the component can keep it, as {@link TypedSecrets} does. */
    public void takePasted(ComponentSystemEvent validated) {
        var input = (UIInput) validated.getComponent();
        pasted = Objects.toString(input.getValue(), "");
        input.resetValue();
    }

    public String getPasted() {
        return pasted;
    }

    public void setPasted(String ignored) {
        // Faces needs a setter; takePasted already took the value.
    }

    /** Looks up the pasted text as a report about a message sent with the saved settings. */
    public void explain() {
        Mailbox mailbox = saved.settings().systemMailbox();
        var context = FindingContexts.of(saved.settings(), mailbox == null ? "" : mailbox.address(), "");
        Findings.LookUp found = findings.lookUp(pasted, context, clock.instant());
        panel = found.finding()
                .map(finding -> ResultPanel.of("warn", "info", finding, found.code()))
                .orElseGet(() -> found.code().isEmpty() ? nothing() : unknown(found.code()));
    }

    public List<ResultPanel> getPanels() {
        return panel == null ? List.of() : List.of(panel);
    }

    private static ResultPanel nothing() {
        return ResultPanel.plain(
                "stale", "ask", text("report.noCode"), "", Markdown.paragraph(text("report.noCode.help")), List.of());
    }

    private static ResultPanel unknown(String code) {
        String shown = code.replace(".", "\\.");
        String explanation = code.startsWith("AADSTS")
                ? text("report.unknown.number", shown, NUMBER + code.substring("AADSTS".length()))
                : text("report.unknown.list", shown, REPORTS);
        return ResultPanel.plain("stale", "ask", text("report.unknown"), code, Markdown.html(explanation), List.of());
    }
}
