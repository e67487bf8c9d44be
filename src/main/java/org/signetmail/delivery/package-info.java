/** The post room: a message goes in, bytes reach Microsoft by SMTP or Graph. */
@NullMarked
package org.signetmail.delivery;

import org.jspecify.annotations.NullMarked;
