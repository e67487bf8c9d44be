package org.signetmail.web;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import org.signetmail.database.DatabaseTrouble;
import org.signetmail.log.LogEvent;
import org.signetmail.signin.NotAnAdministrator;

/**
 * Recovers where Faces would stop: reloads a page whose view state is gone, shows the error page instead of nothing
 * after a failed Ajax request, and keeps the typed values on screen while the database is unreachable.
 *
 * <p>Passes all other exceptions on to the server, which shows the error page configured in web.xml.
 */
class PageExceptionHandler extends ExceptionHandlerWrapper {
    PageExceptionHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    /** Creates a handler for each request; configured in faces-config.xml. */
    public static class Factory extends ExceptionHandlerFactory {
        public Factory(ExceptionHandlerFactory wrapped) {
            super(wrapped);
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return new PageExceptionHandler(getWrapped().getExceptionHandler());
        }
    }

    @Override
    public void handle() throws FacesException {
        var faces = FacesContext.getCurrentInstance();
        for (Iterator<ExceptionQueuedEvent> events =
                        getUnhandledExceptionQueuedEvents().iterator();
                events.hasNext(); ) {
            Throwable thrown = events.next().getContext().getException();
            Throwable cause = getRootCause(thrown) == null ? thrown : getRootCause(thrown);
            Optional<String> databaseAway = DatabaseTrouble.in(thrown);
            if (faces.getExternalContext().isResponseCommitted()) {
                break;
            }
            if (cause instanceof ViewExpiredException expired) {
                events.remove();
                redirectTo(faces, faces.getApplication().getViewHandler().getActionURL(faces, expired.getViewId()));
            } else if (hasUnknownViewState(faces, cause)) {
                events.remove();
                redirectTo(
                        faces,
                        faces.getExternalContext().getRequestContextPath()
                                + faces.getExternalContext().getRequestServletPath());
            } else if (databaseAway.isPresent()) {
                events.remove();
                LogEvent.DATABASE_AWAY.with("why", databaseAway.get()).log();
                showDatabaseAway(faces);
            } else if (cause instanceof NotAnAdministrator) {
                events.remove(); // The refusal is already logged, and is no fault of Signet.
                redirectTo(faces, faces.getExternalContext().getRequestContextPath() + "/");
            } else if (faces.getPartialViewContext().isAjaxRequest()) {
                events.remove();
                LogEvent.CLICK_FAILED
                        .with("page", faces.getExternalContext().getRequestServletPath())
                        .log(cause);
                redirectTo(faces, faces.getExternalContext().getRequestContextPath() + "/error.xhtml");
            }
        }
        getWrapped().handle();
    }

    /**
     * Whether the form was submitted with a view state that its page never issued, such as {@code stateless} for a
     * stateful view. The view was not restored then, and no value of the form was applied.
     */
    private static boolean hasUnknownViewState(FacesContext faces, Throwable cause) {
        return faces.getCurrentPhaseId() == PhaseId.RESTORE_VIEW
                && faces.isPostback()
                && cause instanceof FacesException
                && DatabaseTrouble.in(cause).isEmpty();
    }

    /**
     * Replies with status 503: after an Ajax request the page stays and its script shows why, else the error page is
     * shown.
     */
    private static void showDatabaseAway(FacesContext faces) {
        var external = faces.getExternalContext();
        external.responseReset();
        if (faces.getPartialViewContext().isAjaxRequest()) {
            external.setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            try {
                external.responseSendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "");
            } catch (IOException e) {
                throw new UncheckedIOException("The browser went away.", e);
            }
        }
        faces.responseComplete();
    }

    private static void redirectTo(FacesContext faces, String address) {
        try {
            faces.getExternalContext().redirect(address);
        } catch (IOException e) {
            throw new UncheckedIOException("The browser went away.", e);
        }
        faces.responseComplete();
    }
}
