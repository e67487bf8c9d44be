package org.signetmail.container;

import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Another application of the server. It knows Jakarta Mail and nothing of Signet but where its mail sessions are. The tests
 * put it into WARs of several names and tell it by its address what to do; it answers {@code sent}, or what went wrong.
 */
@WebServlet("/*")
@SuppressWarnings("BanJNDI") // It is how applications find what their server has for them.
public class SampleApplication extends HttpServlet {
    static final String SYSTEM = "java:global/mail/signet/system";

    private static final String USER = "java:global/mail/signet/user";

    private transient volatile Session kept;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; charset=UTF-8");
        String answer;
        try {
            String address = request.getRequestURI();
            answer = done(address.substring(address.lastIndexOf('/') + 1), request.getParameter("from"));
        } catch (Exception failed) {
            answer = failed.getClass().getSimpleName() + ": " + failed.getMessage();
        }
        response.getWriter().write(answer);
    }

    String done(String task, String from) throws Exception {
        return switch (task) {
            case "system" -> send(lookedUp(SYSTEM), from);
            case "user" -> send(lookedUp(USER), from);
            case "smtp", "smtps" -> sendBy(task, lookedUp(SYSTEM), from);
            case "smtp-user" -> sendBy("smtp", lookedUp(USER), from);
            case "crowd" -> sendToCrowd(from);
            case "usurp" -> usurp();
            case "give-back" -> giveBack();
            case "mail-from" -> lookedUp(SYSTEM).getProperty("mail.from");
            case "keep" -> keep();
            case "kept" -> send(kept, from);
            case "in-a-transaction" -> inTransaction(from);
            case "commit" -> sentWhileOpen(from, UserTransaction::commit);
            case "roll-back" -> sentWhileOpen(from, UserTransaction::rollback);
            case "bulk" -> sendInLane("bulk", from);
            case "no-lane" -> sendInLane("express", from);
            case "outside-of-the-server" -> inThreadOfItsOwn(from);
            case "tamper" -> tamper(lookedUp(SYSTEM));
            case "detour" -> detour(from);
            case "rename" -> rename();
            case "search" ->
                ReachableTexts.from(lookedUp(SYSTEM), lookedUp(SYSTEM).getTransport());
            default -> throw new IllegalArgumentException(task);
        };
    }

    private String keep() throws NamingException {
        kept = lookedUp(SYSTEM);
        return "kept";
    }

    private static Session lookedUp(String name) throws NamingException {
        return InitialContext.doLookup(name);
    }

    private static Message written(Session session, String from) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipients(RecipientType.TO, "guest@partner.example");
        message.setSubject("Today's paper");
        message.setText("All the news.");
        return message;
    }

    private static String sendToCrowd(String from) throws Exception {
        Message message = written(lookedUp(USER), from);
        message.setRecipients(RecipientType.TO, InternetAddress.parse("crowd@partner.example"));
        Transport.send(message);
        return "sent";
    }

    /** Puts a session of its own where everybody looks for Signet's. */
    private String usurp() throws NamingException {
        kept = lookedUp(SYSTEM);
        new InitialContext().rebind(SYSTEM, Session.getInstance(new Properties()));
        return "usurped";
    }

    private String giveBack() throws NamingException {
        new InitialContext().rebind(SYSTEM, kept);
        return "given back";
    }

    static String send(Session session, String from) throws MessagingException {
        Transport.send(written(session, from));
        return "sent";
    }

    /** As if the session were for a mail server. */
    private static String sendBy(String protocol, Session session, String from) throws MessagingException {
        Message message = written(session, from);
        message.saveChanges();
        try (Transport transport = session.getTransport(protocol)) {
            transport.connect("localhost", "ceo", "password");
            transport.sendMessage(message, message.getAllRecipients());
        }
        return "sent";
    }

    /** One that can only be rolled back, and is. */
    private static String inTransaction(String from) throws Exception {
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        transaction.setRollbackOnly();
        int before = transaction.getStatus();
        String sent = send(lookedUp(SYSTEM), from);
        int after = transaction.getStatus();
        transaction.rollback();
        return sent + (before == after ? "" : ", but the transaction went from " + before + " to " + after);
    }

    /** How a transaction ends. */
    @FunctionalInterface
    private interface End {
        void of(UserTransaction transaction) throws Exception;
    }

    /** Two mails of one transaction. */
    private static String sentWhileOpen(String from, End end) throws Exception {
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        send(lookedUp(SYSTEM), from);
        String sent = send(lookedUp(SYSTEM), from);
        end.of(transaction);
        return sent;
    }

    private static String sendInLane(String lane, String from) throws Exception {
        Message message = written(lookedUp(SYSTEM), from);
        message.setHeader("X-Signet-Lane", lane);
        Transport.send(message);
        return "sent";
    }

    private static String inThreadOfItsOwn(String from) throws Exception {
        Session session = lookedUp(SYSTEM);
        var answer = new String[1];
        var thread = new Thread(() -> {
            try {
                answer[0] = send(session, from);
            } catch (MessagingException | RuntimeException failed) {
                answer[0] = failed.toString();
            }
        });
        thread.start();
        thread.join();
        return answer[0];
    }

    /** Tries to have everybody's mail go elsewhere; tells what was refused. */
    private static String tamper(Session session) {
        var refused = new StringBuilder();
        attempt(refused, "property", () -> session.getProperties().setProperty("mail.signet.sender", "user"));
        attempt(refused, "protocol", () -> session.getProperties().put("mail.transport.protocol.rfc822", "smtp"));
        attempt(refused, "host", () -> session.getProperties().put("mail.smtp.host", "mail.fabrikam.example"));
        for (String protocol : List.of("signet", "smtp", "smtps")) {
            attempt(refused, protocol, () -> {
                try {
                    session.setProvider(
                            new Provider(Provider.Type.TRANSPORT, protocol, "com.fabrikam.Elsewhere", "Fabrikam", "1"));
                } catch (MessagingException failed) {
                    throw new IllegalStateException(failed);
                }
            });
        }
        String signets = session.getProperty("mail.signet.class");
        session.addProvider(new Provider(Provider.Type.STORE, "smtp", signets, "Fabrikam", "1"));
        session.setProtocolForAddress("rfc822", "smtp");
        return refused.toString().strip();
    }

    private static void attempt(StringBuilder refused, String what, Runnable attempt) {
        try {
            attempt.run();
        } catch (UnsupportedOperationException no) {
            refused.append(what).append(' ');
        }
    }

    /** With a session of its own, but Signet's way out, as if the thread were Signet's. */
    private static String detour(String from) throws Exception {
        Class<?> wayOut = lookedUp(SYSTEM).getTransport().getClass();
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol.rfc822", "signet");
        properties.setProperty("mail.signet.sender", "user");
        Session own = Session.getInstance(properties);
        Message message = written(own, from);
        message.saveChanges();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(wayOut.getClassLoader());
        try (var transport =
                (Transport) wayOut.getConstructor(Session.class, URLName.class).newInstance(own, null)) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
            return "sent";
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String rename() throws NamingException {
        String before = InitialContext.doLookup("java:app/AppName");
        try {
            new InitialContext().rebind("java:app/AppName", "newspaper");
        } catch (NamingException refused) {
            return before + " could not be renamed";
        }
        return before + " is now " + InitialContext.doLookup("java:app/AppName");
    }
}
