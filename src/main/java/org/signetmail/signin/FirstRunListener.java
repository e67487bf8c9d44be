package org.signetmail.signin;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Calls {@link FirstRun} when the application starts. */
@WebListener
public class FirstRunListener implements ServletContextListener {
    @Inject
    FirstRun firstRun;

    @Inject
    SessionCookies cookies;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        DeploymentLocale.restore();
        cookies.configureSession(event.getServletContext());
        firstRun.begin(event.getServletContext().getContextPath());
    }
}
