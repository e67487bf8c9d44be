package org.signetmail.jndi;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedTask;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.naming.NamingException;
import org.signetmail.account.Configuration;
import org.signetmail.delivery.DeliveryAttempts;
import org.signetmail.delivery.InFlightLimits;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.log.LogEvent;
import org.signetmail.outbox.Outbox;

/**
 * Binds a mail session for each kind of sender in JNDI while Signet runs, where every application of the server can
 * look it up.
 *
 * <p>All applications get the same object. No secret, token or host can be reached from it, its properties are
 * read-only, and the allow-list is checked for each message. That protects from mistakes and from an application that
 * keeps to the interfaces. It is no protection from hostile code: code in the same JVM, under the same user of the
 * operating system, can bind another session instead, reach every object through class loaders, and read Signet's
 * files.
 */
@WebListener
public class MailSessionBinder implements ServletContextListener {
    private static final Map<String, String> NO_TRANSACTION = Map.of(ManagedTask.TRANSACTION, ManagedTask.SUSPEND);

    @Resource
    ContextService contexts;

    @Inject
    MailSessionFactory sessions;

    @Inject
    DeliveryAttempts attempts;

    @Inject
    Outbox outbox;

    @Inject
    SessionBindings bindings;

    @Inject
    Clock clock;

    private final List<ApplicationMail> applicationMails = new ArrayList<>();

    /** A failure here affects only other applications: Signet's own mail is still sent. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            Configuration configuration = Configuration.current();
            var allowList = ApplicationAllowList.from(configuration::text);
            var senderLists = SenderLists.of(allowList.of(SenderKind.USER), configuration::text, configuration.names());
            InFlightLimits inFlightLimits =
                    sessions.inFlight(); // Not the bean: the callers' threads are outside Signet's context.
            var context = new SignetContext(
                    executor -> contexts.createContextualProxy(executor, NO_TRANSACTION, Executor.class));
            var listed = new HashSet<String>();
            for (SenderKind kind : SenderKind.values()) {
                listed.addAll(allowList.of(kind));
            }
            var queued = new QueuedHandOver(HandOverModes.of(listed, configuration::text), attempts, outbox);
            for (SenderKind kind : SenderKind.values()) {
                var mail = new ApplicationMail(
                        kind,
                        allowList,
                        senderLists,
                        CallingApplication::name,
                        context,
                        sessions,
                        queued,
                        inFlightLimits,
                        clock);
                applicationMails.add(mail);
                bindings.bind(kind.jndiName(), SharedSession.create(mail, kind.id()));
            }
            bindings.scheduleChecks();
        } catch (NamingException | RuntimeException unbindable) {
            LogEvent.SESSIONS_NOT_BOUND.log(unbindable);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        applicationMails.forEach(ApplicationMail::close);
        bindings.unbind();
    }
}
