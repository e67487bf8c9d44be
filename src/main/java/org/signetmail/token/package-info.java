/** Obtains access tokens for client credentials from Microsoft Entra, with a token cache. */
@NullMarked
package org.signetmail.token;

import org.jspecify.annotations.NullMarked;
