package org.signetmail.web;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import java.util.Map;

/**
 * Drops the nonce kept in the view when a form was submitted before the page's scripts had loaded, on a slow connection
 * or in a slow browser: the response is a whole page with a nonce of its own, and PrimeFaces must not use the previous
 * one.
 */
public class FallbackNonceListener implements PhaseListener {
    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void beforePhase(PhaseEvent event) {
        // The view is not restored yet.
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        FacesContext faces = event.getFacesContext();
        UIViewRoot view = faces.getViewRoot();
        Map<String, Object> kept = view == null ? null : view.getViewMap(false);
        if (kept != null && faces.getExternalContext().getRequestMap().containsKey(FallbackNonceRequest.GENERATED)) {
            kept.remove(FallbackNonceRequest.NAME);
        }
    }
}
