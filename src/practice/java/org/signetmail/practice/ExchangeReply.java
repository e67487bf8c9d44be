package org.signetmail.practice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/** The words of Exchange Online's submission servers. */
final class ExchangeReply {
    static final String SERVER = "AM0PR01CA0042";
    static final String HOST = SERVER + ".outlook.office365.com";
    private static final String BACK_END = "AM9PR01MB4005.eurprd01.prod.outlook.com";

    private ExchangeReply() {}

    static String greeting(Instant now) {
        return "220 " + HOST + " Microsoft ESMTP MAIL Service ready at "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC))
                + " [" + connection() + "]";
    }

    static String accepted(String messageId) {
        return "250 2.0.0 OK " + messageId + hostname();
    }

    static String notAuthenticated(Instant now) {
        return "530 5.7.57 Client not authenticated to send mail." + server(now);
    }

    static String unsuccessful(Instant now) {
        return "535 5.7.3 Authentication unsuccessful" + server(now);
    }

    /** The 535 5.7.139 family. */
    static String unsuccessfulBecause(String reason, Instant now) {
        return "535 5.7.139 Authentication unsuccessful, " + reason + server(now);
    }

    static String proxyTrouble(Instant now) {
        return "451 4.7.0 Temporary server error. Please try again later. PRX4" + server(now);
    }

    static String invalidDomainName(Instant now) {
        return "501 5.5.4 Invalid domain name" + server(now);
    }

    static String noMailboxPermission() {
        return "430 4.2.0 STOREDRV; mailbox logon failure; STOREDRV.Submission.Exception:LogonFailedException."
                + "MapiExceptionLogonFailed; Failed to process message due to a transient exception with message"
                + " [BeginDiagnosticData]Unable to open message store. AuthenticationContext has no rights on this"
                + " session.[EndDiagnosticData]" + hostname();
    }

    static String sendAsDenied(String mailbox, String from) {
        return "554 5.2.252 SendAsDenied; " + mailbox + " not allowed to send as " + from
                + "; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process"
                + " message due to a permanent exception with message [BeginDiagnosticData]Cannot submit message."
                + " 1.84300:0A000000[EndDiagnosticData]" + hostname();
    }

    static String senderThrottled() {
        return "550 5.2.252 Sender throttled due to continuous send as denied errors." + hostname();
    }

    static String tooManyConnections() {
        return "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more"
                + " information." + hostname();
    }

    static String dailyLimit() {
        return "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException" + hostname();
    }

    static String mailboxFull() {
        return "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException."
                + "MapiExceptionShutoffQuotaExceeded" + hostname();
    }

    static String backEnd() {
        return BACK_END;
    }

    private static String hostname() {
        return " [Hostname=" + BACK_END + "]";
    }

    private static String server(Instant now) {
        return " [" + SERVER + ".EURPRD01.PROD.OUTLOOK.COM " + now.truncatedTo(ChronoUnit.MILLIS) + " " + connection()
                + "]";
    }

    private static String connection() {
        return String.format("08DE%012X", ThreadLocalRandom.current().nextLong(1L << 48));
    }
}
