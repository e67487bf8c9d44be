/** SMTP client: connects, signs in, submits messages and interprets the server's replies. */
@NullMarked
package org.signetmail.smtp;

import org.jspecify.annotations.NullMarked;
