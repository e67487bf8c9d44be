/** Outgoing connections: sockets with a deadline, TLS, HTTP and the connection pool. */
@NullMarked
package org.signetmail.net;

import org.jspecify.annotations.NullMarked;
