package org.signetmail.web;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Iterator;

/**
 * Leads on where Faces would stop: a page whose state is gone is opened anew, and a click that failed behind the scenes
 * ends on the error page and not in silence.
 *
 * <p>Everything else goes on to the server, which shows the error page that web.xml names.
 */
class CalmErrors extends ExceptionHandlerWrapper {
    private static final System.Logger LOGGER = System.getLogger(CalmErrors.class.getName());

    CalmErrors(ExceptionHandler wrapped) {
        super(wrapped);
    }

    /** How Faces gets one for each request; named in faces-config.xml. */
    public static class Factory extends ExceptionHandlerFactory {
        public Factory(ExceptionHandlerFactory wrapped) {
            super(wrapped);
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return new CalmErrors(getWrapped().getExceptionHandler());
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
            if (faces.getExternalContext().isResponseCommitted()) {
                break;
            }
            if (cause instanceof ViewExpiredException expired) {
                events.remove();
                leadTo(faces, faces.getApplication().getViewHandler().getActionURL(faces, expired.getViewId()));
            } else if (faces.getPartialViewContext().isAjaxRequest()) {
                events.remove();
                LOGGER.log(
                        Level.ERROR,
                        "SIGNET-1010 A click on " + faces.getExternalContext().getRequestServletPath() + " failed.",
                        cause);
                leadTo(faces, faces.getExternalContext().getRequestContextPath() + "/error.xhtml");
            }
        }
        getWrapped().handle();
    }

    private static void leadTo(FacesContext faces, String address) {
        try {
            faces.getExternalContext().redirect(address);
        } catch (IOException e) {
            throw new UncheckedIOException("The browser went away.", e);
        }
        faces.responseComplete();
    }
}
