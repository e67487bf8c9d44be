package org.signetmail.smtp;

/** A server that offers CHUNKING does not know BDAT. Nothing was handed over. */
final class BdatNotSupported extends Exception {
    private static final long serialVersionUID = 1L;

    BdatNotSupported(String said) {
        super(said);
    }
}
