package org.signetmail.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalRedirectsTest {
    /** A request with a path only: reading its host throws. */
    private static HttpServletRequest at(String contextPath, String uri) {
        var context = (ServletContext) Proxy.newProxyInstance(
                LocalRedirectsTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getContextPath" -> contextPath;
                    default -> throw new AssertionError(method.getName());
                });
        return (HttpServletRequest) Proxy.newProxyInstance(
                LocalRedirectsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServletContext" -> context;
                    case "getRequestURI" -> uri;
                    default -> throw new AssertionError(method.getName());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "/signet/settings.xhtml, /signet/settings.xhtml",
        "/signet/settings.xhtml?a=%2F&b=%, /signet/settings.xhtml?a=%2F&b=%",
        "settings.xhtml, /signet/pages/settings.xhtml",
        "../settings.xhtml, /signet/pages/../settings.xhtml",
        "?out, /signet/pages/page.xhtml?out",
        "'', /signet/pages/page.xhtml",
        "http://localhost:8080/signet/settings.xhtml?a=b, /signet/settings.xhtml?a=b",
        "https://evil.example/signet/settings.xhtml, /signet/settings.xhtml",
        "https://evil.example, /",
        "https://evil.example?a, /?a",
        "//evil.example/x, /x",
        "///evil.example/x, /evil.example/x",
        "/\\evil.example/x, /evil.example/x",
        "\\/evil.example/x, /evil.example/x",
        "\\\\evil.example/x, /evil.example/x",
        "https:evil.example, /signet/pages/https:evil.example",
        "'/signet/a b', /signet/",
        "'/signet/\r\nSet-Cookie: a=b', /signet/",
        "/signet/\\x, /signet/",
        "/signet/ä, /signet/",
    })
    void everyLocationBecomesALocalPath(String location, String path) {
        assertThat(LocalRedirects.path(at("/signet", "/signet/pages/page.xhtml"), location))
                .isEqualTo(path);
    }
}
