package org.signetmail.delivery;

import jakarta.mail.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.account.Mailbox;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.Outcome;
import org.signetmail.message.PlainTextMail;
import org.signetmail.practice.Contoso;

/**
 * Compares the time for many messages of three mailboxes with the optimal schedule under the rate limits, three
 * concurrent submissions and thirty messages in any minute, which the tenant enforces. Run by {@code
 * src/test/benchmark.sh schedule}.
 */
final class ScheduleBenchmark {
    private static final List<String> MAILBOXES = List.of(Contoso.NOTIFICATIONS, Contoso.FIRST_USER, Contoso.SHARED);
    private static final int CONCURRENT = 3;
    private static final int PER_MINUTE = 30;
    private static final int WARM_UP_ROUNDS = 25;
    private static final int STAFF = 10;

    /** Duration of a submission at the tenant. */
    private static final Duration SUBMISSION_TIME = Duration.ofMillis(500);

    private final PracticeTenantFixture contoso;
    private final MailSessionFactory sessions;

    private ScheduleBenchmark(PracticeTenantFixture contoso) {
        this.contoso = contoso;
        sessions = contoso.sessions();
    }

    /** Arguments: numbers of messages, one run for each; by default 90 and 180. */
    public static void main(String[] arguments) throws Exception {
        for (String count : arguments.length == 0 ? new String[] {"90", "180"} : arguments) {
            Path folder = Files.createTempDirectory("signet-schedule");
            try (var contoso = new PracticeTenantFixture(folder)) {
                new ScheduleBenchmark(contoso).run(Integer.parseInt(count));
            }
        }
        System.exit(0);
    }

    private void run(int count) throws Exception {
        warmUp();
        contoso.tenant.limits().enforce(SUBMISSION_TIME);
        var messages = new ArrayList<Callable<Outcome>>();
        for (int mail = 0; mail < count; mail++) {
            messages.add(mail(MAILBOXES.get(mail % MAILBOXES.size()), "mail " + mail));
        }

        long began = System.nanoTime();
        sent(messages);
        double took = (System.nanoTime() - began) / 1e9;

        int arrived = contoso.tenant.mailboxes().inbox(Contoso.GUEST).size() - WARM_UP_ROUNDS * STAFF;
        double best = best(count / MAILBOXES.size());
        System.out.printf(
                "%d mails of %d mailboxes, %d arrived, %d refusals: %.2f s; the best schedule %.2f s, %.3f times; "
                        + "an even pace of %d a minute %.2f s%n",
                count,
                MAILBOXES.size(),
                arrived,
                contoso.tenant.limits().refusals(),
                took,
                best,
                took / best,
                PER_MINUTE,
                (count / MAILBOXES.size() - 1) * 60.0 / PER_MINUTE + SUBMISSION_TIME.toMillis() / 1e3);
    }

    /** Opens connections until the JVM has compiled the code, as on a server that has run for a day. */
    private void warmUp() throws Exception {
        contoso.tenant.limits().enforce(Duration.ofMillis(1));
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET); // Closes pooled connections.
            var messages = new ArrayList<Callable<Outcome>>();
            for (int staff = 0; staff < STAFF; staff++) {
                messages.add(mail(Contoso.staff(staff), "warm-up"));
            }
            sent(messages);
        }
    }

    private static void sent(List<Callable<Outcome>> messages) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(messages.size());
        try {
            for (Future<Outcome> outcome : workers.invokeAll(messages)) {
                if (!(outcome.get() instanceof Outcome.Accepted)) {
                    throw new IllegalStateException(outcome.get().toString());
                }
            }
        } finally {
            workers.shutdown();
        }
    }

    private Callable<Outcome> mail(String from, String subject) {
        Message message = MimeMessages.of(new PlainTextMail(List.of(new Mailbox(Contoso.GUEST)), subject, "t"), true);
        return () -> {
            try (MailSession session = sessions.onBehalfOf(from)) {
                return session.send(message);
            }
        };
    }

    /** The earliest time, in seconds, at which the last of these messages of one mailbox can have been accepted. */
    private static double best(int count) {
        var accepted = new double[count];
        for (int mail = 0; mail < count; mail++) {
            double connection = mail < CONCURRENT ? 0 : accepted[mail - CONCURRENT];
            double minute = mail < PER_MINUTE ? 0 : accepted[mail - PER_MINUTE] + 60;
            accepted[mail] = Math.max(connection + SUBMISSION_TIME.toMillis() / 1e3, minute);
        }
        return accepted[count - 1];
    }
}
