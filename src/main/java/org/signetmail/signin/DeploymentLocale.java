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
 * <p>Payara 6 looks up an enum constant for the Secure attribute of session cookies by {@code "dynamic".toUpperCase()},
 * which matches none in these languages, so no application with sessions deploys. It does so once per application,
 * after CDI has started and before the first {@link jakarta.servlet.ServletContextListener} is called. Between these
 * two the default locale is {@link Locale#ROOT}, for the whole JVM, since Payara reads no other. No other application
 * with sessions runs on such a server. The locales for display and format don't change.
 */
public class DeploymentLocale implements Extension {
    private static final Object LOCK = new Object();
    private static @Nullable Locale original;

    void replace(@Observes AfterDeploymentValidation event) {
        synchronized (LOCK) {
            if (original == null
                    && isPayara()
                    && !"dynamic".toUpperCase(Locale.getDefault()).equals("DYNAMIC")) {
                original = Locale.getDefault();
                setDefaultOnly(Locale.ROOT);
            }
        }
    }

    /** Restores the locale if the deployment failed in between. */
    void restore(@Observes BeforeShutdown event) {
        restore();
    }

    /** Restores the original default locale if it was replaced. */
    static void restore() {
        synchronized (LOCK) {
            if (original != null) {
                setDefaultOnly(original);
                original = null;
            }
        }
    }

    private static void setDefaultOnly(Locale locale) {
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
