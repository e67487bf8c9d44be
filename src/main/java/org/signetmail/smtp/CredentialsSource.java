package org.signetmail.smtp;

import org.signetmail.token.TokenException;

/** Where a connection gets its sign-in from, at the moment it needs one. */
interface CredentialsSource {

    /**
     * What to sign in with now.
     *
     * @param fresh whether a remembered token was just refused, and a new one is wanted
     */
    SmtpCredentials credentials(boolean fresh) throws TokenException;
}
