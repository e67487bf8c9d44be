package org.signetmail.message;

import org.signetmail.account.ConfigurationKey;

/**
 * The limits of a message.
 *
 * @param largest maximum size in bytes as sent, before the encoding of the API
 * @param recipients maximum number of different recipients
 */
public record MessageLimits(int largest, int recipients) {
    /**
     * The default limits of Exchange Online: 35 MB per message, 500 recipients.
     *
     * @see <a href="https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits">Exchange
     *     Online limits</a>
     */
    public static final MessageLimits USUAL = new MessageLimits(
            (int) ConfigurationKey.MAIL_LARGEST.usualNumber(), (int) ConfigurationKey.MAIL_RECIPIENTS.usualNumber());
}
