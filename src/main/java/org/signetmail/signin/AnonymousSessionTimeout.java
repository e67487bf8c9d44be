package org.signetmail.signin;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;

/**
 * Limits sessions of anonymous clients to two minutes, so they can't fill the memory.
 *
 * <p>The sign-in page needs no session, but PrimeFaces creates one to store its nonce. {@link SessionValidation} sets
 * the full timeout at sign-in.
 */
@WebListener
public class AnonymousSessionTimeout implements HttpSessionListener {
    private static final Duration LIFE = Duration.ofMinutes(2);

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        event.getSession().setMaxInactiveInterval(Math.toIntExact(LIFE.toSeconds()));
    }
}
