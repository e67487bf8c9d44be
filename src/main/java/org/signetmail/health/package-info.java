/** The health checks of Signet, by MicroProfile Health. */
@NullMarked
package org.signetmail.health;

import org.jspecify.annotations.NullMarked;
