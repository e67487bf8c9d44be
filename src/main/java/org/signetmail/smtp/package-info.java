/** Speaks SMTP: signs in, hands a mail over, and says what the server answered. */
@NullMarked
package org.signetmail.smtp;

import org.jspecify.annotations.NullMarked;
