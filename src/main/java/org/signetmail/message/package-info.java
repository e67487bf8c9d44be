/** A mail written down: who it is from, the very bytes, and how it went. */
@NullMarked
package org.signetmail.message;

import org.jspecify.annotations.NullMarked;
