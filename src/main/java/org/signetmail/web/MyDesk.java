package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the desk of the administrator whose request this is, by a mark that the browser carries. */
@RequestScoped
class MyDesk {
    /** Random, and no credential: a desk opens for its signed-in user only. */
    private static final String MARK = "signet-desk";

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
        if (request.getRequestCookieMap().get(MARK) instanceof Cookie cookie) {
            return cookie.getValue();
        }
        String mark = UUID.randomUUID().toString();
        request.addResponseCookie(
                MARK,
                mark,
                Map.of(
                        "httpOnly",
                        true,
                        "secure",
                        request.isSecure(),
                        "path",
                        request.getApplicationContextPath() + "/"));
        return mark;
    }
}
