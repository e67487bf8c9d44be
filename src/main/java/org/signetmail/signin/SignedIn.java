package org.signetmail.signin;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in of a web session, stored as a session attribute.
 *
 * @param session id of the {@link AdminSession}
 * @param checkedAt when the database last confirmed that the session is open
 */
record SignedIn(String name, String session, Instant beganAt, Instant checkedAt) implements Serializable {
    private static final String ATTRIBUTE = SignedIn.class.getName();

    static Optional<SignedIn> in(@Nullable HttpSession session) {
        return Optional.ofNullable(session)
                .map(some -> some.getAttribute(ATTRIBUTE))
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }

    void storeIn(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    SignedIn checkedAt(Instant now) {
        return new SignedIn(name, session, beganAt, now);
    }
}
