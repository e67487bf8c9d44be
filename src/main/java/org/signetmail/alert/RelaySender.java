package org.signetmail.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.signetmail.account.MailAccount;
import org.signetmail.account.RelayPassword;
import org.signetmail.message.InvalidMessage;
import org.signetmail.message.MimeMessages;
import org.signetmail.message.OutgoingMessage;
import org.signetmail.message.PlainTextMail;
import org.signetmail.message.SenderRule;
import org.signetmail.message.SignetClassLoader;
import org.signetmail.net.RelayLookup;
import org.signetmail.seal.Seal;
import org.signetmail.seal.SealBroken;
import org.signetmail.smtp.BdatSupportByServer;
import org.signetmail.smtp.SmtpDeliveryClient;

/**
 * Sends a message by the fall-back relay, over a connection of its own. Connects to allowed addresses only, also if the
 * name resolves to others since it was saved.
 */
@ApplicationScoped
class RelaySender {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    RelayLookup lookup;

    @Inject
    Seal seal;

    @Inject
    Clock clock;

    Attempt send(FallbackRelay relay, Optional<String> sealedPassword, PlainTextMail mail) throws SealBroken {
        var account = new MailAccount.SmtpRelay(relay.relay(), login(relay, sealedPassword));
        ClassLoader before = SignetClassLoader.enter();
        SmtpDeliveryClient client = SmtpDeliveryClient.toRelay(
                account,
                relay.sender(),
                new BdatSupportByServer(false),
                host -> lookup.addressesOf(relay.relay().server()),
                TIMEOUT,
                clock);
        try {
            var message = OutgoingMessage.of(MimeMessages.of(mail, false), null, clock.instant());
            return Attempt.of(
                    client.deliver(message.renderedFor(new SenderRule.Sender(relay.sender(), Optional.empty()))));
        } catch (InvalidMessage impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            client.close();
            SignetClassLoader.leave(before);
        }
    }

    private Optional<MailAccount.Login> login(FallbackRelay relay, Optional<String> sealedPassword) throws SealBroken {
        if (relay.login().isEmpty()) {
            return Optional.empty();
        }
        var destination = relay.login().get();
        if (sealedPassword.isEmpty()) {
            throw SealBroken.of("alert.relay.password");
        }
        return Optional.of(new MailAccount.Login(
                destination, new RelayPassword(seal.open(sealedPassword.get(), destination.binding()))));
    }
}
