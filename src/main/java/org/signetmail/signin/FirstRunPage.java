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

/** The page behind the one-time link in the server's log, whose key stands behind the #. Open to who has the link. */
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

    /** Which face the page shows: NO_KEY before it has one; then OPEN, EXPIRED, DONE or UNKNOWN. */
    public String getDoor() {
        return getKey().isEmpty() ? NO_KEY : firstRun.state(getKey()).name();
    }

    /** As a form brought it. In an address, where browsers and proxies keep it, a key is none. */
    public String getKey() {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        return ((HttpServletRequest) external.getRequest()).getMethod().equals("POST")
                ? external.getRequestParameterMap().getOrDefault("key", "").strip()
                : "";
    }

    public void setKey(String ignored) {
        // Faces asks for a setter; the key stays what was sent.
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
            throw new ValidatorException(new FacesMessage(
                    FacesMessage.SEVERITY_ERROR, "The two passwords differ. Type the same one twice.", null));
        }
    }

    /** Sets the password and goes in with it; where the link died meanwhile, the page says so. */
    public void begin() throws IOException {
        if (!firstRun.setPassword(getKey(), password)) {
            return;
        }
        var external = FacesContext.getCurrentInstance().getExternalContext();
        // Where wrong tries made sign-in wait, the start page asks for the new password after the wait.
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
