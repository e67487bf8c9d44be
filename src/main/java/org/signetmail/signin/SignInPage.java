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

/** The page that asks who is there. Open to everybody. */
@Named
@RequestScoped
public class SignInPage {
    @Inject
    SignIn door;

    @Inject
    SessionCookies cookies;

    private String userName = FirstRun.USER_NAME;
    private String password = "";
    private SignIn.@Nullable Answer answer;

    /** Sends who is signed in already to the page asked for. */
    public void open() throws IOException {
        if (external().getUserPrincipal() != null) {
            goOn(external());
        }
    }

    public void signIn() throws IOException {
        var external = external();
        if (external.getUserPrincipal() == null) {
            answer = door.attempt(userName, password, (HttpServletRequest) external.getRequest(), (HttpServletResponse)
                    external.getResponse());
            password = "";
        }
        if (answer == null || answer.admitted()) {
            goOn(external);
        }
    }

    /** The path to go to after sign-in, for the form to bring along. */
    public String getTo() {
        return pageAskedFor(external()).path();
    }

    /** Whether the visitor was signed in before and was away for too long. */
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

    /** Whether the try wasn't looked at because too many others were made at once. */
    public boolean isBusy() {
        return answer != null && answer.busy();
    }

    /** Whether the browser will not keep the sign-in, since it came by http and only https is allowed. */
    public boolean isByHttpInVain() {
        return cookies.areLeftBy((HttpServletRequest) external().getRequest());
    }

    /** Seconds until the next try, 0 when none must be waited. */
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

    private static void goOn(ExternalContext external) throws IOException {
        external.redirect(
                external.getRequestContextPath() + pageAskedFor(external).path());
    }

    private static ReturnPath pageAskedFor(ExternalContext external) {
        return ReturnPath.from(external.getRequestParameterMap().get("to"));
    }

    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }
}
