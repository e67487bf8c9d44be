/** Warns administrators before the client secret expires, by mail and on every page. */
@NullMarked
package org.signetmail.expiry;

import org.jspecify.annotations.NullMarked;
