package org.signetmail.journey;

import java.nio.file.Path;

class DatabaseAwayIT extends DatabaseAway {
    @Override
    Stage stage(Path folder) throws Exception {
        return new Stage("database-away", folder);
    }
}
