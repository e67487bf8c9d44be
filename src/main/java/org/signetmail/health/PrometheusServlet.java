package org.signetmail.health;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.signetmail.signin.MetricsAccess;

/** {@code /prometheus}: the metrics for Prometheus. Payara has metrics of its own at {@code /metrics}. */
public class PrometheusServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient MetricsAccess access;

    @Inject
    transient Metrics metrics;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!access.isAllowed(request)) {
            // Without the error page, which would send a browser to sign in.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("WWW-Authenticate", "Bearer realm=\"signet\"");
            return;
        }
        byte[] text = metrics.text();
        response.setContentType(Metrics.CONTENT_TYPE);
        response.setContentLength(text.length);
        if (!request.getMethod().equals("HEAD")) { // Payara sends a body by HTTP/2 even then.
            response.getOutputStream().write(text);
        }
    }
}
