/** Sends messages: rate limits per mailbox, connection pools, graceful shutdown. */
@NullMarked
package org.signetmail.delivery;

import org.jspecify.annotations.NullMarked;
