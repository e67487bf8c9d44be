package org.signetmail.gate;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.security.enterprise.SecurityContext;

/** The lock of {@link ForAdministrators}. */
@Interceptor
@ForAdministrators
@Priority(Interceptor.Priority.APPLICATION)
class AdministratorsOnly {
    @Inject
    SecurityContext security;

    @AroundInvoke
    Object admit(InvocationContext call) throws Exception {
        if (!security.isCallerInRole(Administrators.ROLE)) {
            throw new NotAnAdministrator(call.getMethod().getName());
        }
        return call.proceed();
    }
}
