/**
 * The credentials of the application: the current one, the next one, and former ones until they are wiped; certificates made
 * or imported, how to upload them, and how far their renewal is.
 */
@NullMarked
package org.signetmail.credential;

import org.jspecify.annotations.NullMarked;
