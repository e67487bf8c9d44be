package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.signetmail.signin.SessionCookies;

/** Finds the desk of the administrator whose request this is, by a mark that the browser carries. */
@RequestScoped
class CurrentWorkspace {
    /** Random, and no credential: a desk opens for its signed-in user only. */
    private static final String MARK = "signet-desk";

    /** As it is made here: whatever else a browser brings is none. */
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Inject
    WorkspaceStore workspaceStore;

    @Inject
    CurrentUser currentUser;

    @Inject
    SessionCookies cookies;

    private @Nullable Workspace found;

    Workspace workspace() {
        Workspace mine = found;
        if (mine == null) {
            mine = workspaceStore.of(currentUser.getName(), mark());
            found = mine;
        }
        return mine;
    }

    private String mark() {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        var request = (HttpServletRequest) external.getRequest();
        return cookies.read(request, MARK)
                .filter(mark -> FORM.matcher(mark).matches())
                .orElseGet(() -> {
                    String made = UUID.randomUUID().toString();
                    var response = (HttpServletResponse) external.getResponse();
                    cookies.add(request, response, MARK, made, SessionCookies.UNTIL_BROWSER_ENDS);
                    return made;
                });
    }
}
