/** The alarm clock: warns before a credential dies. */
@NullMarked
package org.signetmail.expiry;

import org.jspecify.annotations.NullMarked;
