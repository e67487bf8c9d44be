package org.signetmail.practice;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What Exchange refuses, at the stage where it does. A refusal is the whole reply line. */
final class ExchangeRules {
    /** The texts of 535 5.7.139. */
    private static final Map<Failure, String> AUTH_REFUSALS = new LinkedHashMap<>();

    static {
        AUTH_REFUSALS.put(
                Failure.SMTP_AUTH_OFF_TENANT,
                "SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more"
                        + " information.");
        AUTH_REFUSALS.put(
                Failure.SMTP_AUTH_OFF_MAILBOX,
                "SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more"
                        + " information.");
        AUTH_REFUSALS.put(
                Failure.SECURITY_DEFAULTS,
                "user is locked by your organization's security defaults policy. Contact your administrator.");
        AUTH_REFUSALS.put(Failure.BASIC_DISABLED, "basic authentication is disabled.");
        AUTH_REFUSALS.put(Failure.CREDENTIALS_INCORRECT, "the user credentials were incorrect.");
        AUTH_REFUSALS.put(
                Failure.CRITERIA_NOT_MET,
                "the request did not meet the criteria to be authenticated successfully. Contact your administrator.");
        AUTH_REFUSALS.put(Failure.ACCOUNT_LOCKED, "account locked.");
    }

    private static final String ROLE = "SMTP.SendAsApp";

    private final Failures failures;
    private final TokenMint mint;
    private final MailboxLimits limits;

    ExchangeRules(Failures failures, TokenMint mint, MailboxLimits limits) {
        this.failures = failures;
        this.mint = mint;
        this.limits = limits;
    }

    /** Why somebody is not let in. */
    Optional<String> atXoauth2(Optional<SaslAnswer> answer, Instant now) {
        boolean good = answer.isPresent()
                && !failures.is(Failure.AUTH_UNSUCCESSFUL)
                && Contoso.isMailbox(answer.get().user())
                && admits(mint.judge(answer.get().token(), TokenMint.EXCHANGE_AUDIENCES));
        if (!good) {
            return Optional.of(ExchangeReply.unsuccessful(now));
        }
        return AUTH_REFUSALS.entrySet().stream()
                .filter(refusal -> failures.is(refusal.getKey()))
                .findFirst()
                .map(refusal -> ExchangeReply.unsuccessfulBecause(refusal.getValue(), now));
    }

    /** Nobody of this organisation may come with a password. */
    String atLogin(Instant now) {
        return ExchangeReply.unsuccessfulBecause(AUTH_REFUSALS.get(Failure.BASIC_DISABLED), now);
    }

    Optional<String> atMailFrom(Instant now) {
        return failures.is(Failure.PRX) ? Optional.of(ExchangeReply.proxyTrouble(now)) : Optional.empty();
    }

    /** Why a mail is not taken, after all of it has been sent. */
    Optional<String> afterData(String mailbox, String envelopeFrom, String headerFrom, Instant now) {
        boolean fullAccess = Contoso.isFullyAccessible(mailbox) || failures.is(Failure.RBAC_FOR_APPLICATIONS);
        if (failures.is(Failure.MAILBOX_PERMISSION_MISSING) || !fullAccess) {
            return Optional.of(ExchangeReply.noMailboxPermission());
        }
        if (failures.is(Failure.SMTP_CONCURRENCY) || !limits.submission(Contoso.canonical(mailbox), now)) {
            return Optional.of(ExchangeReply.tooManyConnections());
        }
        if (failures.is(Failure.SENDER_THROTTLED)) {
            return Optional.of(ExchangeReply.senderThrottled());
        }
        if (failures.is(Failure.DAILY_LIMIT)) {
            return Optional.of(ExchangeReply.dailyLimit());
        }
        if (failures.is(Failure.MAILBOX_FULL)) {
            return Optional.of(ExchangeReply.mailboxFull());
        }
        String stranger = isMailbox(mailbox, headerFrom) ? envelopeFrom : headerFrom;
        boolean asMailbox = isMailbox(mailbox, headerFrom) && isMailbox(mailbox, envelopeFrom);
        return failures.is(Failure.SMTP_SEND_AS_DENIED) || !asMailbox
                ? Optional.of(ExchangeReply.sendAsDenied(mailbox, stranger))
                : Optional.empty();
    }

    private static boolean isMailbox(String mailbox, String from) {
        return from.isEmpty() || Contoso.canonical(from).equals(Contoso.canonical(mailbox));
    }

    /** With RBAC for Applications the role must not be in the token; otherwise it must. */
    private boolean admits(TokenMint.Judgement token) {
        boolean rbac =
                failures.is(Failure.RBAC_FOR_APPLICATIONS) && token.roles().isEmpty();
        return token.flaw() == TokenMint.Flaw.NONE && (rbac || token.grants(ROLE));
    }
}
