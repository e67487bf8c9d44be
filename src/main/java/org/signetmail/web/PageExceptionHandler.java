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
 * Leads on where Faces would stop: a page whose state is gone is opened anew, a click that failed behind the scenes ends
 * on the error page and not in silence, and while the database is away nothing that was typed leaves the screen.
 *
 * <p>Everything else goes on to the server, which shows the error page that web.xml names.
 */
class PageExceptionHandler extends ExceptionHandlerWrapper {
    PageExceptionHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    /** How Faces gets one for each request; named in faces-config.xml. */
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
            } else if (isOfAnotherView(faces, cause)) {
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
                events.remove(); // Its refusal is in the log already, and is no fault of Signet's.
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
     * Whether the form came with a state that its page has never given out, such as {@code stateless} where a state is kept: the
     * view was not restored then, and nothing of the form was taken.
     */
    private static boolean isOfAnotherView(FacesContext faces, Throwable cause) {
        return faces.getCurrentPhaseId() == PhaseId.RESTORE_VIEW
                && faces.isPostback()
                && cause instanceof FacesException
                && DatabaseTrouble.in(cause).isEmpty();
    }

    /** A click leaves the page as it is, and its script says why; a page that can't be drawn is the error page. */
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
