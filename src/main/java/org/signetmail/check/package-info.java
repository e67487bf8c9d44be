/** Tests an account step by step and explains what is wrong, who can fix it and how. */
@NullMarked
package org.signetmail.check;

import org.jspecify.annotations.NullMarked;
