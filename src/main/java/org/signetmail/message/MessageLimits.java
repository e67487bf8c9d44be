package org.signetmail.message;

/**
 * What a message may be at most.
 *
 * @param largest bytes as it goes out, before a peer's own encoding
 * @param recipients different people in the envelope
 */
public record MessageLimits(int largest, int recipients) {
    private static final int MEGABYTE = 1024 * 1024;

    /**
     * Those of Exchange Online as long as nobody has raised them: 35 MB a message, 500 recipients.
     *
     * @see <a href="https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits">Exchange
     *     Online limits</a>
     */
    public static final MessageLimits USUAL = new MessageLimits(35 * MEGABYTE, 500);
}
