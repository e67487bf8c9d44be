/** Calls other machines: sockets under a deadline, and HTTP over them. */
@NullMarked
package org.signetmail.net;

import org.jspecify.annotations.NullMarked;
