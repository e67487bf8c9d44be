package org.signetmail.container;

import jakarta.annotation.Resource;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.servlet.annotation.WebServlet;

/** Has the mail session given instead of looking it up. */
@WebServlet("/injected")
public class InjectedSession extends SampleApplication {
    @Resource(lookup = SYSTEM)
    private transient Session injected;

    @Override
    String done(String task, String from) throws MessagingException {
        return send(injected, from);
    }
}
