/** The house: Microsoft 365 mail for Jakarta EE. Every room is a package of its own; imports go down only. */
@NullMarked
package org.signetmail;

import org.jspecify.annotations.NullMarked;
