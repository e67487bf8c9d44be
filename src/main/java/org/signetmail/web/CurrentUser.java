package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.signetmail.signin.AdministratorsOnly;
import org.signetmail.signin.SignIn;

/** The signed-in administrator, as the top bar of every page shows, and the actions that sign out. */
@Named
@RequestScoped
@AdministratorsOnly
public class CurrentUser {
    @Inject
    SignIn signIn;

    @Inject
    CurrentWorkspace currentWorkspace;

    public String getName() {
        Principal visitor =
                FacesContext.getCurrentInstance().getExternalContext().getUserPrincipal();
        return visitor == null ? "" : visitor.getName();
    }

    /**
     * Signs out. At the context root, where no other application shares this origin, clears the browser's storage, too.
     */
    public void signOut() throws ServletException, IOException {
        currentWorkspace.workspace().endRuns();
        var external = FacesContext.getCurrentInstance().getExternalContext();
        if (external.getRequestContextPath().isEmpty()) {
            external.setResponseHeader("Clear-Site-Data", "\"storage\"");
        }
        signIn.end((HttpServletRequest) external.getRequest(), (HttpServletResponse) external.getResponse());
        external.redirect(external.getRequestContextPath() + "/sign-in.xhtml?out");
    }

    /** Signs out a user whose browser reports that it has been idle too long. */
    public void signOutIdle() throws ServletException, IOException {
        currentWorkspace.workspace().endRuns();
        var external = FacesContext.getCurrentInstance().getExternalContext();
        signIn.end((HttpServletRequest) external.getRequest(), (HttpServletResponse) external.getResponse());
        external.redirect(external.getRequestContextPath() + "/sign-in.xhtml?ended");
    }
}
