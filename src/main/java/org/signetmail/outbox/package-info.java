/**
 * The durable outbox: messages that were accepted are stored, and sent until each is delivered, dead or visibly unknown.
 */
@NullMarked
package org.signetmail.outbox;

import org.jspecify.annotations.NullMarked;
