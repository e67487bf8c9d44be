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
import org.signetmail.token.EverythingLogged;

class SessionBindingsTest {
    private final Map<String, Object> bound = new HashMap<>();
    private final SessionBindings bindings = new SessionBindings(this::context);
    private final Session own = signets();
    private final Session foreign = Session.getInstance(new Properties());
    private final String name = SenderKind.SYSTEM.jndiName();

    private Context context() throws NamingException {
        return new InitialContext(true) {
            @Override
            public Object lookup(String asked) throws NamingException {
                if (!bound.containsKey(asked)) {
                    // As Payara does it.
                    var failed = new NamingException("Lookup failed for '" + asked + "'");
                    failed.setRootCause(new NameNotFoundException(asked));
                    throw failed;
                }
                return bound.get(asked);
            }

            @Override
            public void bind(String asked, Object object) throws NamingException {
                if (bound.putIfAbsent(asked, object) != null) {
                    throw new NameAlreadyBoundException(asked);
                }
            }

            @Override
            public void rebind(String asked, Object object) {
                bound.put(asked, object);
            }

            @Override
            public void unbind(String asked) {
                bound.remove(asked);
            }
        };
    }

    private static Session signets() {
        var properties = new Properties();
        properties.setProperty("mail.signet.sender", "system");
        return Session.getInstance(properties);
    }

    @BeforeEach
    void binds() throws Exception {
        bindings.bind(name, own);
        bindings.bind(SenderKind.USER.jndiName(), signets());
        assertThat(bindings.state()).isEqualTo(SessionBindings.State.BOUND);
    }

    @Test
    void anotherSessionInTheirPlaceIsToldOnceAndLeftThere() {
        try (var log = new EverythingLogged()) {
            bound.put(name, foreign);
            bindings.look();
            bindings.look();

            assertThat(log.text())
                    .containsOnlyOnce("SIGNET-1704")
                    .contains("name=\"" + name + "\"", "found=\"jakarta.mail.Session\"");
            assertThat(bindings.state()).isEqualTo(SessionBindings.State.TAKEN);
            assertThat(bound).containsEntry(name, foreign);

            bound.put(name, own);
            bindings.look();
            assertThat(log.text()).contains("SIGNET-1705");
            assertThat(bindings.state()).isEqualTo(SessionBindings.State.BOUND);
        }
    }

    @Test
    void anUnboundOneIsToldAndBoundAgain() {
        try (var log = new EverythingLogged()) {
            bound.remove(name);
            bindings.look();

            assertThat(log.text()).contains("SIGNET-1704", "found=\"nothing\"");
            assertThat(bound).containsEntry(name, own);
            bindings.look();
            assertThat(bindings.state()).isEqualTo(SessionBindings.State.BOUND);
        }
    }

    @Test
    void onlyTheirOwnAreUnbound() {
        bound.put(name, foreign);

        bindings.unbind();

        assertThat(bound).containsOnly(Map.entry(name, foreign));
        assertThat(bindings.state()).isEqualTo(SessionBindings.State.NOT_BOUND);
    }

    @Test
    void whatWasThereBeforeIsToldUnlessItIsLeftFromSignet() throws Exception {
        var later = new SessionBindings(this::context);
        try (var log = new EverythingLogged()) {
            later.bind(name, signets());
            assertThat(log.text()).doesNotContain("SIGNET-1704");

            bound.put(name, foreign);
            later.bind(name, own);
            assertThat(log.text()).contains("SIGNET-1704", "SIGNET-1705");
            assertThat(bound).containsEntry(name, own);
        }
    }
}
