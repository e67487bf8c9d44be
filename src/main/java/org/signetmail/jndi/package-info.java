/** The guest room: other applications of the server send through Signet with nothing but Jakarta Mail. */
@NullMarked
package org.signetmail.jndi;

import org.jspecify.annotations.NullMarked;
