/** The saved settings with sealed secrets, their history, and the status of delivery. */
@NullMarked
package org.signetmail.settings;

import org.jspecify.annotations.NullMarked;
