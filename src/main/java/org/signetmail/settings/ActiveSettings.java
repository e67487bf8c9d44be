package org.signetmail.settings;

import java.util.List;
import org.signetmail.account.Domain;
import org.signetmail.account.MailAccount;
import org.signetmail.account.Mailbox;
import org.signetmail.account.UserSender;

/**
 * The saved settings with which mail is sent.
 *
 * @param version version of the settings, increased by each save and by each promotion of a credential
 * @param credential number of the stored credential; 0 for an account that needs none
 */
public record ActiveSettings(
        long version,
        MailAccount account,
        long credential,
        Mailbox system,
        UserSender userSender,
        List<Domain> furtherDomains) {}
