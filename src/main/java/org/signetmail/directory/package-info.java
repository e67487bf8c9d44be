/** Calls Microsoft Graph about the application registration itself: reads its credentials, and rolls its certificates. */
@NullMarked
package org.signetmail.directory;

import org.jspecify.annotations.NullMarked;
