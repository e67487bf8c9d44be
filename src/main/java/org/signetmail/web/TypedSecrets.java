package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIInput;
import jakarta.faces.event.ComponentSystemEvent;
import jakarta.inject.Named;
import java.util.Objects;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.signin.AdministratorsOnly;

/**
 * The secrets typed on the page, for the one request that brings them.
 *
 * <p>They are taken from the component as soon as it is validated and never reach the model update, because a component
 * that waits for its siblings keeps its value in the view state, and so in the session.
 */
@Named
@RequestScoped
@AdministratorsOnly
public class TypedSecrets {
    private String clientSecret = "";
    private String relayPassword = "";

    public void takeClientSecret(ComponentSystemEvent validated) {
        takeClientSecret(take(validated));
    }

    public void takeRelayPassword(ComponentSystemEvent validated) {
        takeRelayPassword(take(validated));
    }

    /** What the password field shows: nothing, ever. */
    public String getNothing() {
        return "";
    }

    public void setNothing(String ignored) {
        // Faces asks for a setter; the value was taken before.
    }

    /** A secret never begins or ends with what comes along when it is pasted. */
    void takeClientSecret(String typed) {
        clientSecret = PastedText.of(typed);
    }

    /** In a password each character counts. */
    void takeRelayPassword(String typed) {
        relayPassword = typed;
    }

    String clientSecret() {
        return clientSecret;
    }

    String relayPassword() {
        return relayPassword;
    }

    /** The one that this type needs; blank where it needs none or none was typed. */
    String of(AuthenticationType type) {
        return switch (type) {
            case NONE -> "";
            case OAUTH2 -> clientSecret;
            case BASIC -> relayPassword;
        };
    }

    /** The page is drawn with empty fields now. */
    void forget() {
        clientSecret = "";
        relayPassword = "";
    }

    private static String take(ComponentSystemEvent validated) {
        var input = (UIInput) validated.getComponent();
        String typed = Objects.toString(input.getValue(), "");
        input.resetValue();
        return typed;
    }
}
