package org.signetmail.smtp;

import org.signetmail.token.TokenException;

/** Supplies the credentials for a new connection at the moment it signs in. */
interface CredentialsSource {

    /**
     * The credentials to sign in with now.
     *
     * @param fresh whether to bypass the token cache, because the server refused a cached token
     */
    SmtpCredentials credentials(boolean fresh) throws TokenException;
}
