/** Submits messages to Microsoft Graph and interprets its replies. */
@NullMarked
package org.signetmail.graph;

import org.jspecify.annotations.NullMarked;
