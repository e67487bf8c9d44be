package org.signetmail.smtp;

/** A server that offers CHUNKING does not know BDAT. Nothing was handed over. */
final class ChunkingRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ChunkingRefused(String said) {
        super(said);
    }
}
