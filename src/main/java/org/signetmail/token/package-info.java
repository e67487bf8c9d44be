/** Turns client credentials into an access token that is good for the next few minutes. */
@NullMarked
package org.signetmail.token;

import org.jspecify.annotations.NullMarked;
