package org.signetmail.graph;

import java.net.HttpURLConnection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.signetmail.message.RefusalScope;

/**
 * The error codes of Graph and Exchange that are more specific than their HTTP status. Whether a message was refused is
 * matched exactly; the scope of the refusal is matched ignoring case. The statuses are those of Exchange's
 * documentation; live replies have been seen with others.
 *
 * @see <a href="https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode">Exchange's codes</a>
 * @see <a href="https://learn.microsoft.com/graph/errors">Graph's own</a>
 */
final class GraphCodes {
    /** The message was not sent, regardless of the status, including 408 and 5xx. A retry is refused again. */
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

    /** The message was not sent, regardless of the status. A retry may be accepted later. */
    private static final Set<String> TRANSIENT = Set.of("ErrorExceededConnectionCount", "ErrorServerBusy");

    /** The sending mailbox is full. With status 507 this is a refusal, too. */
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

    /** The mailbox in the URL: missing, unlicensed, not permitted for this application, full, or being moved. */
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
     * Whether the code alone proves that the message was not sent, for now or for good. Matched exactly: a code that
     * only resembles one of Exchange's has an unknown meaning, and a message considered refused may be sent again.
     */
    static boolean refuses(String code) {
        return DEFINITE.contains(code) || TRANSIENT.contains(code);
    }

    /** Whether the code is exactly one for a full sending mailbox. */
    static boolean isMailboxFull(String code) {
        return MAILBOX_FULL.contains(code);
    }

    /**
     * Returns the scope of a refusal.
     *
     * @param code the code of the error, or one of Signet's own if the reply has none
     * @param status the HTTP status
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
