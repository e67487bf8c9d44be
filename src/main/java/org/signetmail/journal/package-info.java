/** What Signet tells in the server's log, each thing under a code that stays. */
@NullMarked
package org.signetmail.journal;

import org.jspecify.annotations.NullMarked;
