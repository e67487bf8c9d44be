package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the desk of the administrator whose request this is, by a mark that the browser carries. */
@RequestScoped
class MyDesk {
    /** Random, and no credential: a desk opens for its signed-in user only. */
    private static final String MARK = "signet-desk";

    /** As it is made here: whatever else a browser brings is none. */
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Inject
    Desks desks;

    @Inject
    Visitor visitor;

    private @Nullable Desk found;

    Desk desk() {
        Desk mine = found;
        if (mine == null) {
            mine = desks.of(visitor.getName(), mark());
            found = mine;
        }
        return mine;
    }

    private static String mark() {
        var request = FacesContext.getCurrentInstance().getExternalContext();
        if (request.getRequestCookieMap().get(MARK) instanceof Cookie cookie
                && FORM.matcher(cookie.getValue()).matches()) {
            return cookie.getValue();
        }
        var cookie = new Cookie(MARK, UUID.randomUUID().toString());
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setPath(request.getApplicationContextPath() + "/");
        cookie.setAttribute("SameSite", "Lax");
        ((HttpServletResponse) request.getResponse()).addCookie(cookie);
        return cookie.getValue();
    }
}
