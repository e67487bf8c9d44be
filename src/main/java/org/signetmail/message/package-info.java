/** An outgoing message: its sender, envelope, bytes and outcome. */
@NullMarked
package org.signetmail.message;

import org.jspecify.annotations.NullMarked;
