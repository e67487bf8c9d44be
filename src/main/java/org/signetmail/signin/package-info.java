/** The door: lets the administrator in, keeps everybody else out. */
@NullMarked
package org.signetmail.signin;

import org.jspecify.annotations.NullMarked;
