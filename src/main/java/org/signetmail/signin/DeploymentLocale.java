package org.signetmail.signin;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Locale;
import java.util.Locale.Category;
import org.jspecify.annotations.Nullable;

/**
 * Lets Payara deploy Signet where the JVM's default locale is Turkish or Azerbaijani.
 *
 * <p>Payara 6 finds its own rule for the Secure attribute of session cookies by {@code "dynamic".toUpperCase()}, which is no
 * constant of its in these languages, and deploys no application that has sessions. It reads the rule once for each
 * application, after CDI is up and before the first {@link jakarta.servlet.ServletContextListener} is called: between these
 * two the default locale is another, for the whole JVM, since Payara asks for no other. No other application with sessions
 * runs there. The locales for display and format stay as they are.
 */
public class DeploymentLocale implements Extension {
    private static final Object LOCK = new Object();
    private static @Nullable Locale former;

    void replace(@Observes AfterDeploymentValidation beansAreThere) {
        synchronized (LOCK) {
            if (former == null
                    && isPayara()
                    && !"dynamic".toUpperCase(Locale.getDefault()).equals("DYNAMIC")) {
                former = Locale.getDefault();
                setBase(Locale.ROOT);
            }
        }
    }

    /** Where the deployment has failed in between. */
    void restore(@Observes BeforeShutdown applicationEnds) {
        restore();
    }

    /** Puts back what was replaced, if anything was. */
    static void restore() {
        synchronized (LOCK) {
            if (former != null) {
                setBase(former);
                former = null;
            }
        }
    }

    private static void setBase(Locale locale) {
        Locale display = Locale.getDefault(Category.DISPLAY);
        Locale format = Locale.getDefault(Category.FORMAT);
        Locale.setDefault(locale);
        Locale.setDefault(Category.DISPLAY, display);
        Locale.setDefault(Category.FORMAT, format);
    }

    private static boolean isPayara() {
        return System.getProperty("com.sun.aas.instanceRoot") != null;
    }
}
