package org.signetmail.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The sign-in page. Open to anonymous clients. */
@Named
@RequestScoped
public class SignInPage {
    @Inject
    SignIn signIn;

    @Inject
    SessionCookies cookies;

    private String userName = FirstRun.USER_NAME;
    private String password = "";
    private SignIn.@Nullable Answer answer;

    /** Redirects a user who is already signed in to the requested page. */
    public void open() throws IOException {
        if (external().getUserPrincipal() != null) {
            redirectToReturnPath(external());
        }
    }

    public void signIn() throws IOException {
        var external = external();
        if (external.getUserPrincipal() == null) {
            answer =
                    signIn.attempt(userName, password, (HttpServletRequest) external.getRequest(), (HttpServletResponse)
                            external.getResponse());
            password = "";
        }
        if (answer == null || answer.admitted()) {
            redirectToReturnPath(external);
        }
    }

    /** The path to return to after sign-in, for a hidden field of the form. */
    public String getTo() {
        return returnPath(external()).path();
    }

    /** Whether the previous session has ended. */
    public boolean isEnded() {
        return answer == null && external().getRequestParameterMap().containsKey("ended");
    }

    public boolean isLeft() {
        return answer == null && external().getRequestParameterMap().containsKey("out");
    }

    public boolean isRefused() {
        return answer != null
                && !answer.admitted()
                && !answer.busy()
                && answer.pause().isZero();
    }

    /** Whether the attempt was not checked because too many others were in progress. */
    public boolean isBusy() {
        return answer != null && answer.busy();
    }

    /** Whether the browser will reject the session cookie, because the request came by http and https is required. */
    public boolean isByHttpInVain() {
        return cookies.areRejectedBy((HttpServletRequest) external().getRequest());
    }

    /** Seconds until the next attempt is allowed, 0 for none. */
    public long getPause() {
        return answer == null ? 0 : answer.pause().plusMillis(999).toSeconds();
    }

    public String getUserName() {
        return userName;
    }

    public void setUserName(String userName) {
        this.userName = userName;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    private static void redirectToReturnPath(ExternalContext external) throws IOException {
        external.redirect(
                external.getRequestContextPath() + returnPath(external).path());
    }

    private static ReturnPath returnPath(ExternalContext external) {
        return ReturnPath.from(external.getRequestParameterMap().get("to"));
    }

    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }
}
