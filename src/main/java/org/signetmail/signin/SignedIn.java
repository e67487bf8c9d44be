package org.signetmail.signin;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a web session remembers of the sign-in that it belongs to.
 *
 * @param session the id of its {@link AdminSession}
 * @param checkedAt when the database was asked last whether that is still open
 */
record SignedIn(String name, String session, Instant beganAt, Instant checkedAt) implements Serializable {
    private static final String ATTRIBUTE = SignedIn.class.getName();

    static Optional<SignedIn> in(@Nullable HttpSession session) {
        return Optional.ofNullable(session)
                .map(some -> some.getAttribute(ATTRIBUTE))
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }

    void keepIn(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    SignedIn checkedAt(Instant now) {
        return new SignedIn(name, session, beganAt, now);
    }
}
