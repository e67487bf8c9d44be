/** The front desk: pages. */
@NullMarked
package org.signetmail.web;

import org.jspecify.annotations.NullMarked;
