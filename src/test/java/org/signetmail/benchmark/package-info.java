/** How fast Signet is beside its peers: each in a JVM of its own, over a link that is one, every mail counted where it arrives. */
package org.signetmail.benchmark;
