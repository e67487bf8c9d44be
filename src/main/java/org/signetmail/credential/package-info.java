/** The stored credentials of the application: the current one, the next one, and former ones until they are wiped. */
@NullMarked
package org.signetmail.credential;

import org.jspecify.annotations.NullMarked;
