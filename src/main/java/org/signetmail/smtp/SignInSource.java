package org.signetmail.smtp;

import org.signetmail.token.TokenException;

/** Where a connection gets its sign-in from, at the moment it needs one. */
interface SignInSource {

    /**
     * What to sign in with now.
     *
     * @param fresh whether a remembered token was just refused, and a new one is wanted
     */
    SmtpSignIn signIn(boolean fresh) throws TokenException;
}
