package org.signetmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.signetmail.account.Mailbox;
import org.signetmail.account.Symptom;
import org.signetmail.log.LogEvent;
import org.signetmail.log.LogLine;
import org.signetmail.message.Outcome;
import org.signetmail.message.Outcome.RefusedRecipient;
import org.signetmail.settings.ActiveSettings;
import org.signetmail.settings.SettingsStore;

/** Records outcomes of messages: a log line for each failure, and the delivery status for the settings page. */
@ApplicationScoped
class OutcomeRecorder {
    @Inject
    SettingsStore settings;

    @Inject
    DeliveryStatistics statistics;

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
