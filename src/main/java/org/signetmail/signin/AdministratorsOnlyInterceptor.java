package org.signetmail.signin;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.security.enterprise.SecurityContext;
import java.io.Serializable;

/** Enforces {@link AdministratorsOnly}. */
@Interceptor
@AdministratorsOnly
@Priority(Interceptor.Priority.APPLICATION)
class AdministratorsOnlyInterceptor implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    SecurityContext security;

    @Inject
    AccessAudit audit;

    @Inject
    Admission admission;

    @AroundInvoke
    Object admit(InvocationContext call) throws Exception {
        if (!admission.isGranted()) {
            if (!security.isCallerInRole(Administrators.ROLE)) {
                audit.denied(call.getMethod().getDeclaringClass().getSimpleName() + "."
                        + call.getMethod().getName());
                throw new NotAnAdministrator(call.getMethod().getName());
            }
            admission.grant();
        }
        return call.proceed();
    }
}
