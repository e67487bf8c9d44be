package org.signetmail.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signetmail.token.LogCapture;

class SessionBindingsTest {
    private final Map<String, Object> bound = new HashMap<>();
    private final SessionBindings bindings = new SessionBindings(this::context);
    private final Session own = signetSession();
    private final Session foreign = Session.getInstance(new Properties());
    private final String name = SenderKind.SYSTEM.jndiName();

    private Context context() throws NamingException {
        return new InitialContext(true) {
            @Override
            public Object lookup(String lookedUp) throws NamingException {
                if (!bound.containsKey(lookedUp)) {
                    // As Payara does.
                    var failed = new NamingException("Lookup failed for '" + lookedUp + "'");
                    failed.setRootCause(new NameNotFoundException(lookedUp));
                    throw failed;
                }
                return bound.get(lookedUp);
            }

            @Override
            public void bind(String lookedUp, Object object) throws NamingException {
                if (bound.putIfAbsent(lookedUp, object) != null) {
                    throw new NameAlreadyBoundException(lookedUp);
                }
            }

            @Override
            public void rebind(String lookedUp, Object object) {
                bound.put(lookedUp, object);
            }

            @Override
            public void unbind(String lookedUp) {
                bound.remove(lookedUp);
            }
        };
    }

    private static Session signetSession() {
        var properties = new Properties();
        properties.setProperty("mail.signet.sender", "system");
        return Session.getInstance(properties);
    }

    @BeforeEach
    void bindSessions() throws Exception {
        bindings.bind(name, own);
        bindings.bind(SenderKind.USER.jndiName(), signetSession());
        assertThat(bindings.state()).isEqualTo(SessionBindings.State.BOUND);
    }

    @Test
    void anotherSessionUnderTheNameIsLoggedOnceAndNotReplaced() {
        try (var log = new LogCapture()) {
            bound.put(name, foreign);
            bindings.check();
            bindings.check();

            assertThat(log.text())
                    .containsOnlyOnce("SIGNET-1704")
                    .contains("name=\"" + name + "\"", "found=\"jakarta.mail.Session\"");
            assertThat(bindings.state()).isEqualTo(SessionBindings.State.TAKEN);
            assertThat(bound).containsEntry(name, foreign);

            bound.put(name, own);
            bindings.check();
            assertThat(log.text()).contains("SIGNET-1705");
            assertThat(bindings.state()).isEqualTo(SessionBindings.State.BOUND);
        }
    }

    @Test
    void anUnboundSessionIsLoggedAndBoundAgain() {
        try (var log = new LogCapture()) {
            bound.remove(name);
            bindings.check();

            assertThat(log.text()).contains("SIGNET-1704", "found=\"nothing\"");
            assertThat(bound).containsEntry(name, own);
            bindings.check();
            assertThat(bindings.state()).isEqualTo(SessionBindings.State.BOUND);
        }
    }

    @Test
    void onlySignetsOwnSessionsAreUnbound() {
        bound.put(name, foreign);

        bindings.unbind();

        assertThat(bound).containsOnly(Map.entry(name, foreign));
        assertThat(bindings.state()).isEqualTo(SessionBindings.State.NOT_BOUND);
    }

    @Test
    void aReplacedObjectIsLoggedUnlessItIsASessionOfSignet() throws Exception {
        var later = new SessionBindings(this::context);
        try (var log = new LogCapture()) {
            later.bind(name, signetSession());
            assertThat(log.text()).doesNotContain("SIGNET-1704");

            bound.put(name, foreign);
            later.bind(name, own);
            assertThat(log.text()).contains("SIGNET-1704", "SIGNET-1705");
            assertThat(bound).containsEntry(name, own);
        }
    }
}
