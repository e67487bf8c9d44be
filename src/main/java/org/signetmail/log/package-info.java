/** What Signet tells in the server's log, each thing under a code that stays. */
@NullMarked
package org.signetmail.log;

import org.jspecify.annotations.NullMarked;
