/** The words for a Microsoft 365 mailbox and the application that sends from it. */
@NullMarked
package org.signetmail.account;

import org.jspecify.annotations.NullMarked;
