/** Signet: Microsoft 365 mail for Jakarta EE. Packages import only from lower layers. */
@NullMarked
package org.signetmail;

import org.jspecify.annotations.NullMarked;
