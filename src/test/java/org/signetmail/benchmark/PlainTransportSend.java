package org.signetmail.benchmark;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;

/** {@code Transport.send} with a password, as everybody begins: a connection for each mail. */
final class PlainTransportSend implements Contender.OneByOne {
    private final Session session;

    PlainTransportSend(Target target) {
        session = Session.getInstance(PlainProperties.of(target));
    }

    @Override
    public void send() throws MessagingException {
        Transport.send(SampleMail.in(session), Target.USER, Target.TOKEN);
    }
}
