package org.signetmail.seal;

import java.util.List;

/**
 * All stored sealed secrets, supplied by their store. While there is one, no new key is created without an
 * administrator.
 */
public interface SealedData {

    /** Every sealed text that is currently stored. */
    List<String> all();
}
