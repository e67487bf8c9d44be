/** The inspector: tries an account step by step to say what is to be mended. */
@NullMarked
package org.signetmail.check;

import org.jspecify.annotations.NullMarked;
