package org.signetmail.settings;

import java.util.List;
import org.signetmail.account.Domain;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

/**
 * What mail is sent with, as it was saved last.
 *
 * @param version of the settings; a later save has a higher one
 */
public record ActiveSettings(
        long version, MailAccount account, Mailbox system, UserSender userSender, List<Domain> furtherDomains) {}
