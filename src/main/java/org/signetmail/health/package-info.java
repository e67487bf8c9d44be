/** What a monitor is told when it asks how Signet is. */
@NullMarked
package org.signetmail.health;

import org.jspecify.annotations.NullMarked;
