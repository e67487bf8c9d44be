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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.naming.NamingException;
import org.signetmail.account.Configuration;
import org.signetmail.delivery.InFlight;
import org.signetmail.delivery.MailSessionFactory;
import org.signetmail.log.LogEvent;

/**
 * Opens with Signet and closes with it: meanwhile a session for each sender is bound where every application of the server
 * can look it up.
 *
 * <p>All applications get the same object. Nothing that leads away from it holds a secret, a token or a host, its properties
 * can't be changed, and who may send is asked for each mail. That holds against mistakes and against an application that
 * keeps to the interfaces. It is no wall against hostile code: what runs in the same JVM and as the same user of the machine
 * can bind another session in its place, can reach every object through class loaders, and can read Signet's files.
 */
@WebListener
public class MailSessionBinder implements ServletContextListener {
    private static final Map<String, String> NO_TRANSACTION = Map.of(ManagedTask.TRANSACTION, ManagedTask.SUSPEND);

    @Resource
    ContextService contexts;

    @Inject
    MailSessionFactory sessions;

    @Inject
    SessionBindings bindings;

    @Inject
    Clock clock;

    private final List<ApplicationMail> ways = new ArrayList<>();

    /** What goes wrong here keeps nobody but the guests from sending. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            Configuration configuration = Configuration.current();
            var list = ApplicationAllowList.from(configuration::text);
            var senders = SenderLists.of(list.of(SenderKind.USER), configuration::text, configuration.names());
            InFlight inFlight = sessions.inFlight(); // Not the bean: callers' threads have no context of Signet's.
            var house = new SignetContext(
                    executor -> contexts.createContextualProxy(executor, NO_TRANSACTION, Executor.class));
            for (SenderKind sender : SenderKind.values()) {
                var way = new ApplicationMail(
                        sender, list, senders, CallingApplication::name, house, sessions, inFlight, clock);
                ways.add(way);
                bindings.bind(sender.jndiName(), SharedSession.over(way, sender.word()));
            }
            bindings.lookNowAndThen();
        } catch (NamingException | RuntimeException unbindable) {
            LogEvent.SESSIONS_NOT_BOUND.log(unbindable);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        ways.forEach(ApplicationMail::close);
        bindings.unbind();
    }
}
