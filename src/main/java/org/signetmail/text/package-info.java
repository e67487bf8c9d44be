/** The texts that a user reads, in {@code messages.properties}. */
@NullMarked
package org.signetmail.text;

import org.jspecify.annotations.NullMarked;
