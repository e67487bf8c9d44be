package org.signetmail.practice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.Session;

/** AUTH PLAIN and LOGIN of the relay, with RFC 4954's answer to a wrong password. */
final class RelaySignIn implements AuthenticationHandlerFactory {
    private static final int AUTHENTICATION_FAILED = 535;

    private final AuthenticationHandlerFactory mechanisms;

    RelaySignIn(Failures failures, RequestLog requests) {
        mechanisms = new EasyAuthenticationHandlerFactory((user, password, context) -> {
            boolean tls = context instanceof Session session && session.isTLSStarted();
            requests.add(
                    new RequestLog.MailAuth(requests.now(), "Relay", "PLAIN or LOGIN", user, tls),
                    user + "\n" + password);
            boolean right = user.equals(Contoso.RELAY_USER) && password.equals(Contoso.RELAY_PASSWORD);
            if (!right || failures.is(Failure.RELAY_PASSWORD_REFUSED)) {
                throw new LoginFailedException();
            }
        });
    }

    @Override
    public List<String> getAuthenticationMechanisms() {
        return mechanisms.getAuthenticationMechanisms().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .toList();
    }

    @Override
    public AuthenticationHandler create() {
        AuthenticationHandler asked = mechanisms.create();
        return new AuthenticationHandler() {
            @Override
            public Optional<String> auth(String said, MessageContext context) throws RejectException {
                try {
                    return asked.auth(said, context);
                } catch (RejectException refused) {
                    throw refused.getCode() == AUTHENTICATION_FAILED
                            ? new RejectException(AUTHENTICATION_FAILED, "5.7.8 Error: authentication failed")
                            : refused;
                }
            }

            @Override
            public Object getIdentity() {
                return asked.getIdentity();
            }
        };
    }
}
