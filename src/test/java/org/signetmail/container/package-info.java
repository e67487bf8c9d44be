/** The packaged WAR in containers that Arquillian starts: one set of tests, a class of a few lines for each server. */
package org.signetmail.container;
