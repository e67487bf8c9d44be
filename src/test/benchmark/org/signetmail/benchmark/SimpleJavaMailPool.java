package org.signetmail.benchmark;

import java.util.Properties;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Simple Java Mail with its batch module, which keeps connections. */
final class SimpleJavaMailPool implements Contender.OneByOne {
    private static final int MOST = 16;

    private final Mailer mailer;

    SimpleJavaMailPool(Target target) {
        mailer = MailerBuilder.withSMTPServer(target.host(), target.smtp(), Target.USER, Target.TOKEN)
                .withTransportStrategy(TransportStrategy.SMTP_OAUTH2)
                .withSessionTimeout(30_000)
                .withConnectionPoolCoreSize(0)
                .withConnectionPoolMaxSize(MOST)
                .withConnectionPoolClaimTimeoutMillis(30_000)
                .withConnectionPoolExpireAfterMillis(120_000)
                .withProperties(new Properties())
                .buildMailer();
    }

    @Override
    public void send() {
        var email = EmailBuilder.startingBlank()
                .from(Target.USER)
                .to(Target.RECIPIENT)
                .withSubject(SampleMail.subject())
                .withPlainText(SampleMail.TEXT)
                .withHTMLText(SampleMail.HTML)
                .buildEmail();
        mailer.sendMail(email, false).join();
    }
}
