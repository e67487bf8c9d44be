/** The settings page and the other pages that a signed-in administrator uses. */
@NullMarked
package org.signetmail.web;

import org.jspecify.annotations.NullMarked;
