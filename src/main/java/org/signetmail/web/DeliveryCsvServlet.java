package org.signetmail.web;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code /delivery.csv}: the delivery log as a file, filtered as on its page. */
public class DeliveryCsvServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient DeliveryCsv csv;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> parameters = request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> parameter.getValue()[0]));
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"delivery.csv\"");
        if (!request.getMethod().equals("HEAD")) { // Payara sends a body by HTTP/2 even then.
            csv.write(DeliveryFilter.of(parameters).filter(), request.getRemoteUser(), response.getWriter());
        }
    }
}
