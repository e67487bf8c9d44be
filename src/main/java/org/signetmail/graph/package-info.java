/** Hands a mail to Microsoft Graph. */
@NullMarked
package org.signetmail.graph;

import org.jspecify.annotations.NullMarked;
