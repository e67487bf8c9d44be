package org.signetmail.smtp;

/** The server offers CHUNKING but does not know BDAT. No message was handed over. */
final class BdatNotSupported extends Exception {
    private static final long serialVersionUID = 1L;

    BdatNotSupported(String reply) {
        super(reply);
    }
}
