/** Calls other machines: sockets under a deadline, and HTTP over them. */
@NullMarked
package org.signetmail.wire;

import org.jspecify.annotations.NullMarked;
