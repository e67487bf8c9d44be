/** Opens the database, migrated before anybody reads it. */
@NullMarked
package org.signetmail.database;

import org.jspecify.annotations.NullMarked;
