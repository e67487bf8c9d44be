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
 * How near many mails of three mailboxes come to the best schedule that three submissions at once and thirty mails in any
 * minute leave them, at a tenant that refuses whoever sends more. Run by {@code src/test/benchmark.sh schedule}.
 */
final class ScheduleBenchmark {
    private static final List<String> MAILBOXES = List.of(Contoso.NOTIFICATIONS, Contoso.FIRST_USER, Contoso.SHARED);
    private static final int AT_ONCE = 3;
    private static final int A_MINUTE = 30;
    private static final int ROUNDS_BEFORE = 25;
    private static final int STAFF = 10;

    /** What a mail takes at the tenant. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final PracticeTenantFixture contoso;
    private final MailSessionFactory sessions;

    private ScheduleBenchmark(PracticeTenantFixture contoso) {
        this.contoso = contoso;
        sessions = contoso.sessions();
    }

    /** Arguments: how many mails, one run for each; 90 and 180 without. */
    public static void main(String[] given) throws Exception {
        for (String mails : given.length == 0 ? new String[] {"90", "180"} : given) {
            Path folder = Files.createTempDirectory("signet-schedule");
            try (var contoso = new PracticeTenantFixture(folder)) {
                new ScheduleBenchmark(contoso).run(Integer.parseInt(mails));
            }
        }
        System.exit(0);
    }

    private void run(int count) throws Exception {
        warmUp();
        contoso.tenant.limits().enforce(MOMENT);
        var mails = new ArrayList<Callable<Outcome>>();
        for (int mail = 0; mail < count; mail++) {
            mails.add(mail(MAILBOXES.get(mail % MAILBOXES.size()), "mail " + mail));
        }

        long began = System.nanoTime();
        sent(mails);
        double took = (System.nanoTime() - began) / 1e9;

        int arrived = contoso.tenant.mailboxes().inbox(Contoso.GUEST).size() - ROUNDS_BEFORE * STAFF;
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
                A_MINUTE,
                (count / MAILBOXES.size() - 1) * 60.0 / A_MINUTE + MOMENT.toMillis() / 1e3);
    }

    /** Opens connections until it is no news to the JVM, as it is none to a server that has been up for a day. */
    private void warmUp() throws Exception {
        contoso.tenant.limits().enforce(Duration.ofMillis(1));
        for (int round = 0; round < ROUNDS_BEFORE; round++) {
            contoso.save(DeliveryRoute.SMTP, Contoso.CLIENT_SECRET); // Kept connections are given up.
            var mails = new ArrayList<Callable<Outcome>>();
            for (int staff = 0; staff < STAFF; staff++) {
                mails.add(mail(Contoso.staff(staff), "warm-up"));
            }
            sent(mails);
        }
    }

    private static void sent(List<Callable<Outcome>> mails) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(mails.size());
        try {
            for (Future<Outcome> outcome : workers.invokeAll(mails)) {
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

    /** When the last of so many mails of one mailbox can have been taken, in seconds. */
    private static double best(int mails) {
        var taken = new double[mails];
        for (int mail = 0; mail < mails; mail++) {
            double connection = mail < AT_ONCE ? 0 : taken[mail - AT_ONCE];
            double minute = mail < A_MINUTE ? 0 : taken[mail - A_MINUTE] + 60;
            taken[mail] = Math.max(connection + MOMENT.toMillis() / 1e3, minute);
        }
        return taken[mails - 1];
    }
}
