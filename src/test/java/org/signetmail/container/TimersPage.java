package org.signetmail.container;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Put into the WAR by the tests: shows the timers to whom the WAR's own rules let in. */
@WebServlet(TimersPage.PATH)
public class TimersPage extends HttpServlet {
    static final String PATH = "/registered-timers";

    @EJB
    RegisteredTimers timers;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().write(String.join("\n", timers.byTheCalendar()));
    }
}
