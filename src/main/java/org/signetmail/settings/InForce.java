package org.signetmail.settings;

import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

/**
 * What mail is sent with, as it was saved last.
 *
 * @param version of the settings; a later save has a higher one
 */
public record InForce(long version, MailAccount account, Mailbox system, UserSender userSender) {}
