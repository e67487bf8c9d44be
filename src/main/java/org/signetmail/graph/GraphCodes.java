package org.signetmail.graph;

import java.net.HttpURLConnection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.signetmail.message.RefusalScope;

/**
 * The error codes of Graph and of Exchange behind it that say more than the HTTP status which they come with. Whether a message
 * was refused is decided letter for letter, what the refusal is about without regard to case. The statuses are those of Exchange's
 * own table; live answers have been seen with others.
 *
 * @see <a href="https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode">Exchange's codes</a>
 * @see <a href="https://learn.microsoft.com/graph/errors">Graph's own</a>
 */
final class GraphCodes {
    /** No message went out, at whatever status, a 408 or 5xx included; the same message will be refused again. */
    private static final Set<String> DEFINITE = Set.of(
            // 400
            "ErrorQuotaExceeded",
            "ErrorMessageSizeExceeded",
            "ErrorMimeContentInvalid",
            "ErrorMimeContentInvalidBase64String",
            "ErrorMissingRecipients",
            "ErrorInvalidSmtpAddress",
            "ErrorDataSizeLimitExceeded",
            "ErrorRequestStreamTooBig",
            "ErrorAttachmentSizeLimitExceeded",
            "ErrorAttachmentNestLevelLimitExceeded",
            "ErrorInvalidLicense",
            "ErrorOrganizationAccessBlocked",
            // 403
            "ErrorAccessDenied",
            "ErrorSendAsDenied",
            "ErrorAccountDisabled",
            "ErrorMailboxLogonFailed",
            // 404
            "ErrorItemNotFound",
            "ErrorNonExistentMailbox",
            "ErrorMailRecipientNotFound",
            "ErrorRecipientNotFound",
            // 500
            "ErrorSubmissionQuotaExceeded",
            "ErrorContentConversionFailed",
            "ErrorMimeContentConversionFailed",
            "ErrorCorruptData",
            "ErrorItemCorrupt",
            "ErrorVirusDetected",
            "ErrorNonPrimarySmtpAddress");

    /** No message went out, at whatever status; the same message may be taken later. */
    private static final Set<String> TRANSIENT = Set.of("ErrorExceededConnectionCount", "ErrorServerBusy");

    /** The sending mailbox is full; with a 507 this is a refusal, too. */
    private static final Set<String> MAILBOX_FULL = Set.of("ErrorQuotaExceeded", "quotaLimitReached");

    private static final Set<String> ABOUT_RECIPIENTS = codes(
            "ErrorInvalidRecipients",
            "ErrorInvalidSmtpAddress",
            "ErrorMailRecipientNotFound",
            "ErrorRecipientNotFound");

    private static final Set<String> ABOUT_THE_MESSAGE = codes(
            "ErrorMessageSizeExceeded",
            "ErrorDataSizeLimitExceeded",
            "ErrorRequestStreamTooBig",
            "ErrorAttachmentSizeLimitExceeded",
            "ErrorAttachmentNestLevelLimitExceeded",
            "RequestEntityTooLarge",
            "ErrorMissingRecipients",
            "ErrorMimeContentInvalid",
            "ErrorMimeContentInvalidBase64String",
            "ErrorContentConversionFailed",
            "ErrorMimeContentConversionFailed",
            "ErrorCorruptData",
            "ErrorItemCorrupt",
            "ErrorVirusDetected",
            "ErrorVirusMessageDeleted",
            "malwareDetected");

    /** The mailbox in the request's address: not there, not licensed, not to be sent from by this application, full, moving. */
    private static final Set<String> ABOUT_THE_MAILBOX = codes(
            "ErrorInvalidUser",
            "ResourceNotFound",
            "Request_ResourceNotFound",
            "MailboxNotEnabledForRESTAPI",
            "MailboxNotSupportedForRESTAPI",
            "MailboxInfoStale",
            "ErrorNonExistentMailbox",
            "ErrorItemNotFound",
            "itemNotFound",
            "ErrorNonPrimarySmtpAddress",
            "ErrorInvalidLicense",
            "ErrorAccountDisabled",
            "ErrorMailboxLogonFailed",
            "ErrorAccessDenied",
            "ErrorSendAsDenied",
            "extensionError",
            "ErrorQuotaExceeded",
            "quotaLimitReached",
            "ErrorSubmissionQuotaExceeded",
            "ErrorMessageSubmissionBlocked",
            "ErrorExceededMessageLimit",
            "ErrorExceededConnectionCount",
            "ApplicationThrottled",
            "ErrorMailboxMoveInProgress",
            "ErrorMailboxStoreUnavailable",
            "MailboxStoreUnavailable",
            "ErrorMailboxFailover");

    private GraphCodes() {}

    /**
     * Whether the code alone makes certain that no message went out, for now or for good. Letter for letter: what only resembles one
     * of Exchange's codes is not known, and a message that is taken for refused may be sent again.
     */
    static boolean refuses(String code) {
        return DEFINITE.contains(code) || TRANSIENT.contains(code);
    }

    /** Whether the code says, letter for letter, that the sending mailbox is full. */
    static boolean saysMailboxFull(String code) {
        return MAILBOX_FULL.contains(code);
    }

    /**
     * What a refusal is about.
     *
     * @param code of the error, or one of Signet's own where the answer had none
     * @param status of HTTP
     */
    static RefusalScope scope(String code, int status) {
        if (ABOUT_RECIPIENTS.contains(code)) {
            return RefusalScope.RECIPIENT;
        }
        if (ABOUT_THE_MESSAGE.contains(code) || status == HttpURLConnection.HTTP_ENTITY_TOO_LARGE) {
            return RefusalScope.MESSAGE;
        }
        return ABOUT_THE_MAILBOX.contains(code) ? RefusalScope.MAILBOX : RefusalScope.ACCOUNT;
    }

    private static Set<String> codes(String... codes) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(codes));
        return Collections.unmodifiableSet(set);
    }
}
