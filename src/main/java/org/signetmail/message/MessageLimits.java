package org.signetmail.message;

/**
 * The limits of a message.
 *
 * @param largest maximum size in bytes as sent, before the encoding of the API
 * @param recipients maximum number of different recipients
 */
public record MessageLimits(int largest, int recipients) {
    private static final int MEGABYTE = 1024 * 1024;

    /**
     * The default limits of Exchange Online: 35 MB per message, 500 recipients.
     *
     * @see <a href="https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits">Exchange
     *     Online limits</a>
     */
    public static final MessageLimits USUAL = new MessageLimits(35 * MEGABYTE, 500);
}
