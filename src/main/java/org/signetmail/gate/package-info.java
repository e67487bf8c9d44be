/** The door: lets the administrator in, keeps everybody else out. */
@NullMarked
package org.signetmail.gate;

import org.jspecify.annotations.NullMarked;
