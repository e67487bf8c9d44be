package org.signetmail.jndi;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.signetmail.account.DeliveryRoute;
import org.signetmail.delivery.PracticeTenantFixture;
import org.signetmail.practice.Contoso;

/** A program in which another application sends many large attachments concurrently. Prints each result. */
final class LargeAttachments {
    private static final long MB = 1024 * 1024;

    private LargeAttachments() {}

    public static void main(String[] arguments) throws Exception {
        try (var contoso = new PracticeTenantFixture(Path.of(arguments[0]))) {
            contoso.save(DeliveryRoute.valueOf(arguments[1]), Contoso.CLIENT_SECRET);
            var mail = ApplicationMailFixture.of(
                    SenderKind.SYSTEM,
                    new ApplicationAllowList(Map.of(SenderKind.SYSTEM, Set.of("newspaper"))),
                    () -> Optional.of("newspaper"),
                    new SignetContext(executor -> executor),
                    contoso.sessions());
            Session session = SharedSession.create(mail, "system");
            var sends = new ArrayList<Callable<String>>();
            for (long size : new long[] {200 * MB, 8 * MB}) {
                for (int each = 0; each < 12; each++) {
                    sends.add(() -> size / MB + " MB: " + sent(session, size));
                }
            }
            var threads = Executors.newFixedThreadPool(12);
            for (Future<String> result : threads.invokeAll(sends)) {
                print(result.get());
            }
            print("then 1 MB: " + sent(session, MB));
            threads.shutdownNow();
        }
    }

    @SuppressWarnings("SystemOut") // The test reads it.
    private static void print(String line) {
        System.out.println("> " + line);
    }

    private static String sent(Session session, long size) throws Exception {
        var message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, Contoso.GUEST);
        var attachment = new MimeBodyPart();
        attachment.setDataHandler(new DataHandler(new Zeros(size)));
        message.setContent(new MimeMultipart(attachment));
        try {
            Transport.send(message);
            return "sent";
        } catch (MessagingException refused) {
            return refused.getClass().getSimpleName() + ": " + refused.getMessage();
        }
    }

    /** Content that takes no memory itself, so that all memory used is Signet's. */
    private record Zeros(long length) implements DataSource {
        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                private long at;

                @Override
                public int read() {
                    return at++ < length ? 0 : -1;
                }

                @Override
                public int read(byte[] into, int start, int most) {
                    int count = (int) Math.min(most, length - at);
                    at += Math.max(count, 0);
                    return count > 0 ? count : -1;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "zeros";
        }
    }
}
