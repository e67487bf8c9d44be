package org.signetmail.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request with the given properties; any other method throws. */
record FakeRequest(
        String method,
        String remoteAddr,
        boolean secure,
        String contextPath,
        Map<String, List<String>> headers,
        List<Cookie> cookies) {
    static FakeRequest from(String remoteAddr) {
        return new FakeRequest("GET", remoteAddr, false, "", Map.of(), List.of());
    }

    FakeRequest saying(String header, String... lines) {
        var more = new HashMap<>(headers);
        more.put(header, List.of(lines));
        return new FakeRequest(method, remoteAddr, secure, contextPath, more, cookies);
    }

    FakeRequest posting() {
        return new FakeRequest("POST", remoteAddr, secure, contextPath, headers, cookies);
    }

    FakeRequest byHttps() {
        return new FakeRequest(method, remoteAddr, true, contextPath, headers, cookies);
    }

    FakeRequest at(String otherContext) {
        return new FakeRequest(method, remoteAddr, secure, otherContext, headers, cookies);
    }

    FakeRequest with(Cookie... brought) {
        return new FakeRequest(method, remoteAddr, secure, contextPath, headers, List.of(brought));
    }

    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getParameter" -> null;
                    case "isUserInRole" -> false;
                    case "getRemoteAddr" -> remoteAddr;
                    case "isSecure" -> secure;
                    case "getContextPath" -> contextPath;
                    case "getHeaders" ->
                        Collections.enumeration(headers.getOrDefault((String) arguments[0], List.of()));
                    case "getHeader" ->
                        headers.getOrDefault((String) arguments[0], List.of()).stream()
                                .findFirst()
                                .orElse(null);
                    case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
                    default -> throw new AssertionError(called.getName());
                });
    }
}
