package org.signetmail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signetmail.message.RefusalScope;
import org.signetmail.smtp.ReplyScopes.Step;

/** The scope of a refusal, at Exchange and at a relay. */
class ReplyScopesTest {

    @ParameterizedTest
    @CsvSource({
        "MAIL, 421 4.3.2 Service not active, ACCOUNT, ACCOUNT",
        "MAIL, 451 4.7.0 Temporary server error, ACCOUNT, ACCOUNT",
        "MAIL, 530 5.7.57 Client not authenticated, ACCOUNT, ACCOUNT",
        "MAIL, 552 5.3.4 Message size exceeds fixed maximum, MESSAGE, MESSAGE",
        "MAIL, 552 too large, MESSAGE, MESSAGE",
        "MAIL, 550 5.7.60 Client does not have permissions to send as this sender, MAILBOX, MAILBOX",
        "MAIL, 550 5.1.8 Access denied, MAILBOX, MAILBOX",
        "MAIL, 550 5.2.252 Sender throttled, MAILBOX, MAILBOX",
        "MAIL, 553 5.6.7 Address not in ASCII, MESSAGE, MESSAGE",
        "MAIL, 550 5.7.708 Access denied, ACCOUNT, ACCOUNT",
        "RCPT, 550 5.1.1 Unknown, RECIPIENT, RECIPIENT",
        "RCPT, 550 5.1.10 Not found, RECIPIENT, RECIPIENT",
        "RCPT, 501 5.1.3 Invalid address, RECIPIENT, RECIPIENT",
        "RCPT, 501 5.1.5 Reserved domain, RECIPIENT, RECIPIENT",
        "RCPT, 550 5.4.1 Access denied, RECIPIENT, RECIPIENT",
        "RCPT, 550 5.7.1 Relaying denied, RECIPIENT, RECIPIENT",
        "RCPT, 553 5.7.1 Sender address rejected: not owned by user, ACCOUNT, ACCOUNT",
        "RCPT, 554 5.7.1 Recipient address rejected: Access denied, RECIPIENT, RECIPIENT",
        "RCPT, 550 5.1.8 Sender address rejected, MAILBOX, MAILBOX",
        "RCPT, 550 5.7.703 Blocked, RECIPIENT, RECIPIENT",
        "RCPT, 550 no such user, RECIPIENT, RECIPIENT",
        "RCPT, 450 4.7.1 Greylisted, RECIPIENT, RECIPIENT",
        "RCPT, 452 4.2.2 Full, RECIPIENT, RECIPIENT",
        "RCPT, 452 4.5.3 Too many recipients, MESSAGE, MESSAGE",
        "RCPT, 452 4.3.1 No space, ACCOUNT, ACCOUNT",
        "RCPT, 421 4.3.2 Closing, ACCOUNT, ACCOUNT",
        "RCPT, 530 5.7.0 Sign in first, ACCOUNT, ACCOUNT",
        "RCPT, 451 4.7.500 Server busy, ACCOUNT, ACCOUNT",
        "RCPT, 503 5.5.2 Need mail command, ACCOUNT, ACCOUNT",
        "CONTENT, 552 5.3.4 Too large, MESSAGE, MESSAGE",
        "CONTENT, 554 5.6.0 Corrupt message content, MESSAGE, MESSAGE",
        "CONTENT, 550 5.6.11 Bare line feeds, MESSAGE, MESSAGE",
        "CONTENT, 552 5.7.0 Attachment blocked, MESSAGE, MESSAGE",
        "CONTENT, 550 5.7.1 Taken for spam, MESSAGE, MESSAGE",
        "CONTENT, 554 rejected, MESSAGE, MESSAGE",
        "CONTENT, 550 5.1.20 Several authors, MESSAGE, MESSAGE",
        "CONTENT, 550 5.7.512 No valid From, MESSAGE, MESSAGE",
        "CONTENT, 430 4.2.0 Mailbox logon failure, MAILBOX, RECIPIENT",
        "CONTENT, 554 5.2.252 SendAsDenied, MAILBOX, RECIPIENT",
        "CONTENT, 554 5.2.2 Mailbox full, MAILBOX, RECIPIENT",
        "CONTENT, 432 4.3.2 Concurrent connections, MAILBOX, MAILBOX",
        "CONTENT, 550 5.1.8 Bad outbound sender, MAILBOX, MAILBOX",
        "CONTENT, 550 5.1.1 Unknown, RECIPIENT, RECIPIENT",
        "CONTENT, 550 5.7.703 Recipient blocked, RECIPIENT, RECIPIENT",
        "CONTENT, 550 5.7.233 Daily limit of the tenant, ACCOUNT, ACCOUNT",
        "CONTENT, 550 5.7.705 Tenant blocked, ACCOUNT, ACCOUNT",
        "CONTENT, 550 5.7.750 Domain not accepted, ACCOUNT, ACCOUNT",
        "CONTENT, 451 local error, ACCOUNT, ACCOUNT",
        "CONTENT, 421 closing, ACCOUNT, ACCOUNT"
    })
    void dependsOnStepAndCode(Step step, String said, RefusalScope atExchange, RefusalScope atRelay) {
        SmtpReply reply = SmtpReply.read(said).orElseThrow();

        assertThat(ReplyScopes.of(reply, step, true)).isEqualTo(atExchange);
        assertThat(ReplyScopes.of(reply, step, false)).isEqualTo(atRelay);
    }

    /** A token signs in to one mailbox; at a relay all mailboxes share one user. */
    @ParameterizedTest
    @CsvSource({
        "535, true, MAILBOX",
        "535, false, ACCOUNT",
        "454, true, ACCOUNT",
        "504, true, ACCOUNT",
        "0, true, ACCOUNT"
    })
    void ofASignInDependsOnTheKindOfServer(int status, boolean byToken, RefusalScope scope) {
        assertThat(ReplyScopes.ofSignIn(status, byToken)).isEqualTo(scope);
    }
}
