package org.signetmail.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIInput;
import jakarta.faces.event.ComponentSystemEvent;
import jakarta.inject.Named;
import java.util.Objects;
import org.signetmail.settings.AuthenticationType;
import org.signetmail.signin.AdministratorsOnly;

/**
 * The secrets typed on the page, for the request that submits them.
 *
 * <p>Takes them from the component as soon as it is validated, before the model update: a component that waits for its
 * siblings keeps its value in the view state, and so in the session.
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

    /** The value that a password field shows: always empty. */
    public String getNothing() {
        return "";
    }

    public void setNothing(String ignored) {
        // Faces needs a setter; the value was already taken.
    }

    /** Removes the characters around a pasted secret, which never begins or ends with them. */
    void takeClientSecret(String typed) {
        clientSecret = PastedText.clean(typed);
    }

    /** Takes a password as it is: every character counts. */
    void takeRelayPassword(String typed) {
        relayPassword = typed;
    }

    String clientSecret() {
        return clientSecret;
    }

    String relayPassword() {
        return relayPassword;
    }

    /** The secret that this type needs; blank if it needs none or none was typed. */
    String of(AuthenticationType type) {
        return switch (type) {
            case NONE -> "";
            case OAUTH2 -> clientSecret;
            case BASIC -> relayPassword;
        };
    }

    /** Forgets both secrets; the page is rendered with empty fields then. */
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
