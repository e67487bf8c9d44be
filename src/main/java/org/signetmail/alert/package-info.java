/** Carries warnings to administrators by other ways than Signet's own route: a fall-back relay, a webhook. */
@NullMarked
package org.signetmail.alert;

import org.jspecify.annotations.NullMarked;
