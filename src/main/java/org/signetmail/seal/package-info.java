/** Locks a secret so that it opens for its own destination only. */
@NullMarked
package org.signetmail.seal;

import org.jspecify.annotations.NullMarked;
