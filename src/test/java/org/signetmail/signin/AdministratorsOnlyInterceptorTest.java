package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.interceptor.InvocationContext;
import jakarta.security.enterprise.SecurityContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.signetmail.token.AdjustableClock;

class AdministratorsOnlyInterceptorTest {
    private final RecordedAudit notes = new RecordedAudit();
    private final Admission admission = new Admission();
    private boolean done;
    private int asked;

    @Test
    void anAnonymousCallIsDenied() {
        assertThatThrownBy(() -> calledBy("")).isInstanceOf(NotAnAdministrator.class);
        assertThat(done).isFalse();
        assertThat(notes.lines()).containsExactly("REFUSAL not signed in: Not allowed: Object.toString");
    }

    @Test
    void aCallOfAnotherRoleIsDenied() {
        assertThatThrownBy(() -> calledBy("user")).isInstanceOf(NotAnAdministrator.class);
        assertThat(done).isFalse();
    }

    @Test
    void aCallOfAnAdministratorProceeds() throws Exception {
        calledBy("administrator");

        assertThat(done).isTrue();
    }

    @Test
    void theContainerIsAskedOnceARequest() throws Exception {
        calledBy("administrator");
        calledBy("administrator");

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aRefusedCallIsAskedAgain() {
        assertThatThrownBy(() -> calledBy("user")).isInstanceOf(NotAnAdministrator.class);
        assertThatThrownBy(() -> calledBy("user")).isInstanceOf(NotAnAdministrator.class);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void afterSignOutTheNextCallIsNotMade() throws Exception {
        calledBy("administrator");
        admission.takeBack();

        assertThatThrownBy(() -> calledBy("")).isInstanceOf(NotAnAdministrator.class);
    }

    private void calledBy(String role) throws Exception {
        var lock = new AdministratorsOnlyInterceptor();
        lock.admission = admission;
        lock.audit = new AccessAudit();
        lock.audit.clock = new AdjustableClock();
        lock.audit.trail = notes;
        lock.security = (SecurityContext) Proxy.newProxyInstance(
                SecurityContext.class.getClassLoader(),
                new Class<?>[] {SecurityContext.class},
                (proxy, method, args) -> {
                    asked++;
                    return role.equals(args[0]);
                });
        lock.admit((InvocationContext) Proxy.newProxyInstance(
                InvocationContext.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getMethod" -> Object.class.getMethod("toString");
                    case "proceed" -> proceed();
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    private boolean proceed() {
        done = true;
        return true;
    }
}
