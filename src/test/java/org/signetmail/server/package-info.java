/** The real server with the real WAR, for tests. */
package org.signetmail.server;
