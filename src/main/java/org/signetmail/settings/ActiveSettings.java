package org.signetmail.settings;

import java.util.List;
import org.signetmail.account.Domain;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

/**
 * The saved settings with which mail is sent.
 *
 * @param version version of the settings, increased by each save
 */
public record ActiveSettings(
        long version, MailAccount account, Mailbox system, UserSender userSender, List<Domain> furtherDomains) {}
