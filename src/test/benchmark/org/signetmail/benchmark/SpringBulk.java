package org.signetmail.benchmark;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.function.BooleanSupplier;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Spring's sender at its best: many mails in one call, which is one connection. */
final class SpringBulk implements Contender {
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final int inOneCall;

    SpringBulk(Target target) {
        sender.setJavaMailProperties(PlainProperties.of(target));
        sender.setHost(target.host());
        sender.setPort(target.smtp());
        sender.setUsername(Target.USER);
        sender.setPassword(Target.TOKEN);
        inOneCall = target.far() ? 25 : 100;
    }

    @Override
    public int sendUntil(BooleanSupplier stopped) throws MessagingException {
        int sent = 0;
        while (!stopped.getAsBoolean()) {
            var mails = new MimeMessage[inOneCall];
            for (int mail = 0; mail < inOneCall; mail++) {
                mails[mail] = SampleMail.in(sender.getSession());
            }
            sender.send(mails);
            sent += inOneCall;
        }
        return sent;
    }
}
