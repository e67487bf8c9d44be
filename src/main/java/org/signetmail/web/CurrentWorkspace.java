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

/** Finds the workspace of the administrator who sent this request, by a cookie of the browser. */
@RequestScoped
class CurrentWorkspace {
    /** The cookie's value is random and no credential: a workspace is available to its signed-in user only. */
    private static final String COOKIE = "signet-desk";

    /** The format of a value made here; any other value is ignored. */
    private static final Pattern COOKIE_FORMAT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Inject
    WorkspaceStore workspaceStore;

    @Inject
    CurrentUser currentUser;

    @Inject
    SessionCookies cookies;

    private @Nullable Workspace workspace;

    Workspace workspace() {
        Workspace current = workspace;
        if (current == null) {
            current = workspaceStore.of(currentUser.getName(), workspaceId());
            workspace = current;
        }
        return current;
    }

    private String workspaceId() {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        var request = (HttpServletRequest) external.getRequest();
        return cookies.read(request, COOKIE)
                .filter(id -> COOKIE_FORMAT.matcher(id).matches())
                .orElseGet(() -> {
                    String id = UUID.randomUUID().toString();
                    var response = (HttpServletResponse) external.getResponse();
                    cookies.add(request, response, COOKIE, id, SessionCookies.UNTIL_BROWSER_ENDS);
                    return id;
                });
    }
}
