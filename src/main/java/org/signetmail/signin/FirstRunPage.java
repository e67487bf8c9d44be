package org.signetmail.signin;

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
import java.io.IOException;
import org.signetmail.text.Messages;

/** The page of the one-time link from the server's log, whose key is in the fragment. Open to anonymous clients. */
@Named
@RequestScoped
public class FirstRunPage {
    private static final String NO_KEY = "NO_KEY";

    @Inject
    FirstRun firstRun;

    @Inject
    SignIn signIn;

    private String password = "";
    private String again = "";

    /** The state of the page: NO_KEY without a key; otherwise OPEN, EXPIRED, DONE or UNKNOWN. */
    public String getDoor() {
        return getKey().isEmpty() ? NO_KEY : firstRun.state(getKey()).name();
    }

    /** The key from a POST. A key in an address, where browsers and proxies keep it, is ignored. */
    public String getKey() {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        return ((HttpServletRequest) external.getRequest()).getMethod().equals("POST")
                ? external.getRequestParameterMap().getOrDefault("key", "").strip()
                : "";
    }

    public void setKey(String ignored) {
        // Faces requires a setter; the key is always the one of the request.
    }

    public String getValidUntil() {
        return firstRun.validUntil();
    }

    public String getUserName() {
        return FirstRun.USER_NAME;
    }

    public void checkNew(FacesContext context, UIComponent field, Object typed) {
        firstRun.refusal(typed.toString(), context.getExternalContext().getRequestServerName())
                .ifPresent(why -> {
                    throw new ValidatorException(new FacesMessage(FacesMessage.SEVERITY_ERROR, why, null));
                });
    }

    public void checkSame(FacesContext context, UIComponent field, Object typed) {
        var first = (UIInput) field.findComponent("new");
        if (first.isValid() && !typed.equals(first.getValue())) {
            throw new ValidatorException(
                    new FacesMessage(FacesMessage.SEVERITY_ERROR, Messages.text("signin.password.differ"), null));
        }
    }

    /** Sets the password and signs in with it. If the link has expired in the meantime, the page shows that. */
    public void begin() throws IOException {
        if (!firstRun.setPassword(getKey(), password)) {
            return;
        }
        var external = FacesContext.getCurrentInstance().getExternalContext();
        // If sign-in is throttled, the start page leads to the sign-in page.
        signIn.attempt(FirstRun.USER_NAME, password, (HttpServletRequest) external.getRequest(), (HttpServletResponse)
                external.getResponse());
        external.redirect(external.getRequestContextPath() + "/");
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getAgain() {
        return again;
    }

    public void setAgain(String again) {
        this.again = again;
    }
}
