package org.signetmail.seal;

import java.util.List;

/** What is kept sealed, told to the seal by whoever keeps it: while there is any, no new key is made silently. */
public interface SealedData {

    /** Every sealed text that is kept now. */
    List<String> all();
}
