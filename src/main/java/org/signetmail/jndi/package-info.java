/** Mail sessions for other applications of the server, which need only Jakarta Mail and a JNDI look-up. */
@NullMarked
package org.signetmail.jndi;

import org.jspecify.annotations.NullMarked;
