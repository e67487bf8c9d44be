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

/** Who is signed in, as every page's top bar shows, with the way out. */
@Named
@RequestScoped
@AdministratorsOnly
public class CurrentUser {
    @Inject
    SignIn door;

    @Inject
    CurrentWorkspace mine;

    public String getName() {
        Principal visitor =
                FacesContext.getCurrentInstance().getExternalContext().getUserPrincipal();
        return visitor == null ? "" : visitor.getName();
    }

    /** The browser forgets what its tabs keep, where no other application shares this origin and would lose its own. */
    public void signOut() throws ServletException, IOException {
        mine.workspace().endRuns();
        var external = FacesContext.getCurrentInstance().getExternalContext();
        if (external.getRequestContextPath().isEmpty()) {
            external.setResponseHeader("Clear-Site-Data", "\"storage\"");
        }
        door.end((HttpServletRequest) external.getRequest(), (HttpServletResponse) external.getResponse());
        external.redirect(external.getRequestContextPath() + "/sign-in.xhtml?out");
    }

    /** The browser says that nobody was there for long. */
    public void signOutIdle() throws ServletException, IOException {
        mine.workspace().endRuns();
        var external = FacesContext.getCurrentInstance().getExternalContext();
        door.end((HttpServletRequest) external.getRequest(), (HttpServletResponse) external.getResponse());
        external.redirect(external.getRequestContextPath() + "/sign-in.xhtml?ended");
    }
}
