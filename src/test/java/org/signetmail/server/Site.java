package org.signetmail.server;

import java.net.URI;

/** Where the pages of a running Signet are, whoever started it. */
@FunctionalInterface
public interface Site {
    /** The address of a page. */
    URI at(String path);
}
