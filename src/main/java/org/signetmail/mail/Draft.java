package org.signetmail.mail;

import org.signetmail.letter.Manuscript;
import org.signetmail.letter.Unsendable;

/** What is to be sent. */
public interface Draft {
    /**
     * The message, written down now or before.
     *
     * @throws Unsendable if it can't be written down, or could not
     */
    Manuscript written() throws Unsendable;
}
