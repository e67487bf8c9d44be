/** Encrypts stored secrets, each bound to its destination, and manages the keys. */
@NullMarked
package org.signetmail.seal;

import org.jspecify.annotations.NullMarked;
