package org.signetmail.signin;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;

/**
 * Keeps what strangers can fill the memory with short-lived.
 *
 * <p>The sign-in page needs no session, but PrimeFaces begins one to remember its nonce. {@link SessionAuthentication} gives the
 * session its full time when its owner signs in.
 */
@WebListener
public class AnonymousSessionTimeout implements HttpSessionListener {
    private static final Duration LIFE = Duration.ofMinutes(2);

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        event.getSession().setMaxInactiveInterval(Math.toIntExact(LIFE.toSeconds()));
    }
}
