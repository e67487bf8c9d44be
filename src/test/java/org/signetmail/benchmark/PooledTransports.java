package org.signetmail.benchmark;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A pool of Angus transports that stay connected: what an application may write for itself in an afternoon. */
final class PooledTransports implements Contender.OneByOne {
    private final Session session;
    private final ConcurrentLinkedDeque<Transport> idle = new ConcurrentLinkedDeque<>();

    PooledTransports(Target target) {
        session = Session.getInstance(PlainProperties.of(target));
    }

    @Override
    public void send() throws MessagingException {
        MimeMessage message = SampleMail.in(session);
        message.saveChanges();
        Transport transport = idle.pollFirst();
        if (transport == null) {
            transport = session.getTransport();
            transport.connect(Target.USER, Target.TOKEN);
        }
        transport.sendMessage(message, message.getAllRecipients());
        idle.addFirst(transport);
    }

    @Override
    public void close() throws IOException {
        try {
            for (Transport transport : idle) {
                transport.close();
            }
        } catch (MessagingException gone) {
            throw new IOException(gone);
        }
    }
}
