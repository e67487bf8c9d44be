/** The administrator's journeys in a real browser, against the packaged WAR on a real server and the practice tenant. */
package org.signetmail.journey;
