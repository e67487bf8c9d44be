/**
 * The practice tenant: Entra, Graph and Exchange on loopback, written from what Microsoft's services were seen to answer. It
 * shares no code with the product, so that two readings of the same facts have to agree.
 */
@NullMarked
package org.signetmail.practice;

import org.jspecify.annotations.NullMarked;
