package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.signetmail.account.Fingerprint;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.credential.CredentialInfo;
import org.signetmail.log.LogEvent;
import org.signetmail.log.LogLine;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.seal.SealBroken;
import org.signetmail.settings.ActiveSettings;
import org.signetmail.settings.CredentialStore;
import org.signetmail.settings.SettingsStore;
import org.signetmail.token.TokenSource;

/**
 * Records outcomes of messages, a log line for each failure and the delivery status for the settings page, and of the
 * requests for their tokens.
 */
@ApplicationScoped
class OutcomeRecorder {
    @Inject
    SettingsStore settings;

    @Inject
    DeliveryStatistics statistics;

    @Inject
    CredentialStore credentials;

    @Inject
    Clock clock;

    /** Spares the database a reading for each message. */
    private volatile @Nullable Use lastUse;

    /** @param refusal Entra's code; null if it gave a token */
    private record Use(Fingerprint credential, @Nullable String refusal, Instant at) {
        boolean repeats(@Nullable Use last) {
            return last != null
                    && credential.equals(last.credential())
                    && Objects.equals(refusal, last.refusal())
                    && at.isBefore(last.at().plus(CredentialInfo.RECORDED_INTERVAL));
        }
    }

    /**
     * Records the outcome of a message.
     *
     * @param sentWith a refusal of another mailbox than its system mailbox doesn't change the delivery status
     */
    void record(Outcome outcome, ActiveSettings sentWith, Client client) {
        statistics.ended(sentWith.account(), outcome);
        if (outcome instanceof Outcome.Accepted accepted) {
            if (LogEvent.MAIL_ACCEPTED.isLogged()) {
                log(accepted, client);
            }
        } else if (outcome instanceof Outcome.Refused refused) {
            line(LogEvent.MAIL_REFUSED, client, outcome, refused.symptom())
                    .with("reference", refused.reference())
                    .with("messageId", refused.messageId())
                    .with("about", refused.scope())
                    .with("recipients", addresses(refused.recipients()))
                    .log();
        } else if (outcome instanceof Outcome.Unknown unknown) {
            line(LogEvent.MAIL_UNKNOWN, client, outcome, unknown.symptom())
                    .with("reference", unknown.reference())
                    .with("messageId", unknown.messageId())
                    .log();
        }
        recordStatus(outcome, sentWith.system());
    }

    /**
     * Records a use for the stored credential: Entra's reply to a request for the token of a message. Called in the
     * background, while a broken credential is refused for each message.
     */
    void record(@Observes TokenSource.Reply reply) {
        var use = new Use(
                Fingerprint.of(reply.credentials().credential()),
                reply.refusal().map(Symptom::code).orElse(null),
                clock.instant());
        if (use.repeats(lastUse)) {
            return;
        }
        try {
            credentials.used(reply.credentials(), use.refusal());
            lastUse = use;
        } catch (SealBroken unreadable) {
            // Reported for the current credential.
        } catch (RuntimeException databaseUnavailable) {
            LogEvent.CREDENTIAL_USE_NOT_NOTED.log(databaseUnavailable);
        }
    }

    /** A failure to record the status doesn't change the outcome. */
    private void recordStatus(Outcome outcome, Mailbox system) {
        try {
            if (outcome instanceof Outcome.Accepted accepted) {
                settings.mailAccepted(accepted.at());
            } else if (outcome instanceof Outcome.Refused refused && isAboutSettings(refused, system)) {
                settings.mailFailed(refused.at(), refused.symptom());
            }
        } catch (RuntimeException databaseUnavailable) {
            LogEvent.MAIL_NOT_NOTED
                    .with("outcome", outcome.getClass().getSimpleName())
                    .log(databaseUnavailable);
        }
    }

    /** Whether every message would be refused, or every message from the system mailbox. */
    private static boolean isAboutSettings(Outcome.Refused refused, Mailbox system) {
        return switch (refused.scope()) {
            case ACCOUNT -> true;
            case MAILBOX -> refused.from().equals(system);
            case MESSAGE, RECIPIENT -> false;
        };
    }

    private static String addresses(List<RefusedRecipient> recipients) {
        return recipients.stream().map(RefusedRecipient::address).collect(Collectors.joining(", "));
    }

    private static void log(Outcome.Accepted accepted, Client client) {
        LogEvent.MAIL_ACCEPTED
                .with("application", client.application())
                .with("from", accepted.from())
                .with("messageId", accepted.messageId())
                .with("peerMessageId", accepted.peerMessageId().orElse(""))
                .with("by", accepted.by())
                .with("took", accepted.took())
                .log();
    }

    private static LogLine line(LogEvent event, Client client, Outcome outcome, Symptom why) {
        return event.with("application", client.application())
                .with("from", outcome.from())
                .with("peer", why.peer())
                .with("code", why.code())
                .with("words", why.words())
                .with("correlation", why.correlationId());
    }
}
