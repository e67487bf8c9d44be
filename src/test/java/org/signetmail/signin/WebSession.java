package org.signetmail.signin;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A browser's session in a container, as far as sign-in uses it, with its requests. */
final class WebSession {
    private final String address;
    private final Map<String, Object> attributes = new HashMap<>();
    private int id = 1;
    private int idleSeconds;
    private boolean valid = true;

    WebSession(String address) {
        this.address = address;
    }

    /** A request with the session's cookie. */
    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                WebSession.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getSession" -> valid ? session() : null;
                    case "changeSessionId" -> "id-" + ++id;
                    case "getRemoteAddr" -> address;
                    case "getHeaders" -> Collections.emptyEnumeration();
                    case "getServletContext" -> context();
                    case "getServerName" -> "mailgate.example.org";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** The context with the timeout from web.xml. */
    private static ServletContext context() {
        return (ServletContext) Proxy.newProxyInstance(
                WebSession.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getSessionTimeout")) {
                        return 30;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private HttpSession session() {
        return (HttpSession) Proxy.newProxyInstance(
                WebSession.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (proxy, method, arguments) -> {
                    if (!valid) {
                        throw new IllegalStateException("invalidated");
                    }
                    return switch (method.getName()) {
                        case "isNew" -> false;
                        case "setMaxInactiveInterval" -> {
                            idleSeconds = (int) arguments[0];
                            yield null;
                        }
                        case "getAttribute" -> attributes.get(arguments[0]);
                        case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                        case "invalidate" -> {
                            valid = false;
                            yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    String id() {
        return "id-" + id;
    }

    int idleSeconds() {
        return idleSeconds;
    }

    boolean isValid() {
        return valid;
    }
}
