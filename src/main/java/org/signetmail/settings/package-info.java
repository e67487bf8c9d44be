/** Keeps what the administrator saved, with secrets sealed. */
@NullMarked
package org.signetmail.settings;

import org.jspecify.annotations.NullMarked;
