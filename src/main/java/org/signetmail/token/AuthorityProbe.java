package org.signetmail.token;

import java.time.Duration;
import org.signetmail.account.Cloud;

/** Finds out whether a cloud's token service can be reached at all. Any HTTP answer will do; no credential is sent. */
public class AuthorityProbe {

    /**
     * How long the answer took.
     *
     * @throws TokenUnavailable if there was none
     */
    public Duration reach(Cloud cloud) throws TokenUnavailable {
        throw new UnsupportedOperationException();
    }
}
