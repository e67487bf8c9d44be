/** Opens and migrates the database, embedded or PostgreSQL. */
@NullMarked
package org.signetmail.database;

import org.jspecify.annotations.NullMarked;
