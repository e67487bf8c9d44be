package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.signetmail.account.IpNetwork;
import org.signetmail.signin.SignIn.Answer;
import org.signetmail.token.AdjustableClock;

/** Sign-in with its limits; of the container only the identity store is replaced. */
abstract class SignInFixture {
    static final String PASSWORD = "correct horse battery";
    static final FakeRequest PROXY = FakeRequest.from("10.0.0.1");

    final AdjustableClock clock = new AdjustableClock();
    final Administrators administrators = new KnownAdministrator(clock, PASSWORD);
    final List<Cookie> given = new ArrayList<>();
    SignIn signIn;

    @BeforeEach
    void start() {
        signIn = started(administrators, false);
    }

    /** The state after a server start: only stored data is known. */
    SignIn started(Administrators register, boolean https) {
        var store = new AdministratorIdentityStore();
        store.administrators = register;
        var cookies = new SessionCookies();
        cookies.https = new Https();
        cookies.https.required = https;
        cookies.client = new ClientAddress();
        cookies.client.trustedProxies = new TrustedProxies(List.of(IpNetwork.parse("10.0.0.1")));
        var known = new KnownBrowser();
        known.administrators = register;
        known.cookies = cookies;
        known.clock = clock;
        var made = new SignIn();
        made.security = askingOnly(store);
        made.throttle = new LoginThrottle();
        made.throttle.clock = clock;
        made.hashing = new HashingLimit(1, HashingLimit.MAX_WAIT);
        made.client = cookies.client;
        made.knownBrowser = known;
        made.cookies = cookies;
        made.admission = new Admission();
        made.audit = new AccessAudit();
        made.audit.clock = clock;
        made.audit.trail = new RecordedAudit();
        return made;
    }

    static SecurityContext askingOnly(AdministratorIdentityStore store) {
        return (SecurityContext) Proxy.newProxyInstance(
                SignInTest.class.getClassLoader(),
                new Class<?>[] {SecurityContext.class},
                (proxy, method, arguments) -> {
                    var credential = ((AuthenticationParameters) arguments[2]).getCredential();
                    return store.validate(credential).getStatus() == Status.VALID
                            ? AuthenticationStatus.SUCCESS
                            : AuthenticationStatus.SEND_FAILURE;
                });
    }

    HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                SignInTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    given.add((Cookie) arguments[0]);
                    return null;
                });
    }

    Answer attempt(FakeRequest from, String name, String password) {
        return signIn.attempt(name, password, from.request(), response());
    }

    static FakeRequest through(String client) {
        return PROXY.saying("X-Forwarded-For", client);
    }

    void exhaust(FakeRequest from) {
        for (int i = 0; i < LoginThrottle.MAX_ATTEMPTS; i++) {
            assertThat(attempt(from, "admin", "wrong " + i)).isEqualTo(Answer.WRONG);
        }
        assertThat(attempt(from, "admin", PASSWORD).pause()).isPositive();
    }

    /** Signs in and returns the known-browser cookie. */
    Cookie signedIn(FakeRequest from) {
        assertThat(attempt(from, "admin", PASSWORD)).isEqualTo(Answer.WELCOME);
        return given.get(given.size() - 1);
    }
}
