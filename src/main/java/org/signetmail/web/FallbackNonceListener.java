package org.signetmail.web;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import java.util.Map;
import org.signetmail.signin.FallbackNonceRequest;

/**
 * A form that was sent before the page's scripts were there, on a slow line or by a slow browser: its answer is a whole page
 * with a nonce of its own, and PrimeFaces is not to look for the one that the page had before.
 */
public class FallbackNonceListener implements PhaseListener {
    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RESTORE_VIEW;
    }

    @Override
    public void beforePhase(PhaseEvent event) {
        // The view is not there yet.
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
