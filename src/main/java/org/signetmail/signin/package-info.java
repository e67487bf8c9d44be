/** Authentication of the administrator: sign-in, sessions, passwords, and the checks on every request. */
@NullMarked
package org.signetmail.signin;

import org.jspecify.annotations.NullMarked;
