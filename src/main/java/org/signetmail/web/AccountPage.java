package org.signetmail.web;

import static org.signetmail.text.Messages.text;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.faces.validator.ValidatorException;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.signetmail.account.ConfigurationKey;
import org.signetmail.signin.AdministratorsOnly;
import org.signetmail.signin.FirstRun;
import org.signetmail.signin.OwnAccount;
import org.signetmail.signin.SignIn;

/** The page <em>Change password</em>, with the sessions of the account. */
@Named
@RequestScoped
@AdministratorsOnly
public class AccountPage {
    @Inject
    OwnAccount account;

    @Inject
    FirstRun firstRun;

    @Inject
    SignIn signIn;

    private String present = "";
    private String wanted = "";
    private String again = "";
    private String proof = "";
    private String done = "";

    /** A session in the list. */
    public record Line(String began, String seen, String address, boolean present) {}

    /** Whether the operator has configured the password, so that a change here would be undone at the next start. */
    public boolean isSetByOperator() {
        return firstRun.isSetByOperator();
    }

    /** HTML. */
    public String getPasswordHelp() {
        return Markup.text("password.help", getUserName());
    }

    /** HTML. */
    public String getOperatorHelp() {
        return Markup.text("password.operator", ConfigurationKey.ADMIN_PASSWORD.key());
    }

    public String getSessionsHelp() {
        return text("password.sessions.help", account.longestSession().toHours());
    }

    public String getUserName() {
        return FirstRun.USER_NAME;
    }

    public void checkNew(FacesContext context, UIComponent field, Object typed) {
        firstRun.refusal(typed.toString(), context.getExternalContext().getRequestServerName())
                .ifPresent(why -> {
                    throw refused(why);
                });
    }

    public void checkSame(FacesContext context, UIComponent field, Object typed) {
        var first = (UIInput) field.findComponent("new");
        if (first.isValid() && !typed.equals(first.getValue())) {
            throw refused(text("signin.password.differ"));
        }
    }

    public void change() {
        OwnAccount.Answer answer = account.changePassword(present, wanted, request());
        if (answer.done()) {
            signIn.rememberBrowser(request(), response());
            done = text("password.changed", ended(answer.endedSessions()));
        } else {
            showError("present", answer.pause());
        }
    }

    public void endOthers() {
        OwnAccount.Answer answer = account.endOtherSessions(proof, request());
        if (answer.done()) {
            done = ended(answer.endedSessions());
        } else {
            showError("proof", answer.pause());
        }
    }

    public List<Line> getSessions() {
        return account.sessions(request()).stream()
                .map(session -> new Line(
                        Formats.dayAndTime(session.beganAt()),
                        Formats.dayAndTime(session.seenAt()),
                        session.address(),
                        session.present()))
                .toList();
    }

    /** A sentence about the completed action; empty before one. */
    public String getDone() {
        return done;
    }

    private static String ended(int sessions) {
        return text("password.ended", sessions);
    }

    private static void showError(String field, Duration pause) {
        String sentence = pause.isZero()
                ? text("password.wrong")
                : text("password.wait", pause.plusMillis(999).toSeconds());
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(field, new FacesMessage(FacesMessage.SEVERITY_ERROR, sentence, null));
        if (faces.getViewRoot().findComponent(field) instanceof UIInput input) {
            input.setValid(false);
        }
    }

    private static ValidatorException refused(String why) {
        return new ValidatorException(new FacesMessage(FacesMessage.SEVERITY_ERROR, why, null));
    }

    private static HttpServletResponse response() {
        return (HttpServletResponse)
                FacesContext.getCurrentInstance().getExternalContext().getResponse();
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    public String getPresent() {
        return present;
    }

    public void setPresent(String present) {
        this.present = present;
    }

    public String getWanted() {
        return wanted;
    }

    public void setWanted(String wanted) {
        this.wanted = wanted;
    }

    public String getAgain() {
        return again;
    }

    public void setAgain(String again) {
        this.again = again;
    }

    public String getProof() {
        return proof;
    }

    public void setProof(String proof) {
        this.proof = proof;
    }
}
