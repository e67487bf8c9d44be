/** The events that Signet writes to the server's log, each with a stable code, and those of the audit trail. */
@NullMarked
package org.signetmail.log;

import org.jspecify.annotations.NullMarked;
