package org.signetmail.practice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetUpLinkTest {
    private static final String KEY = "Zr0-_bqTt8mCkN1yH3vJ5xWl7aGfQeUo2sPdIi4R9c6";

    /** As Payara Micro writes it. */
    @Test
    void endsBeforeTheQuoteThatFollowsItInTheLog() {
        assertThat(SetUpLink.pathIn(
                        "[2026-11-23T12:00:00.000+0000] [] [WARNING] [] [org.signetmail] [tid: _ThreadID=1] SIGNET-1001"
                                + " No administrator password is set. Open this address on this server within an hour; it works once."
                                + " address=\"/first-run.xhtml#key=" + KEY + "\" until=\"13:00 UTC\""))
                .contains("/first-run.xhtml#key=" + KEY);
    }

    @Test
    void isInNoOtherLine() {
        assertThat(SetUpLink.pathIn("SIGNET-1101 The database is ready. database=\"/first-run.xhtml\""))
                .isEmpty();
    }
}
