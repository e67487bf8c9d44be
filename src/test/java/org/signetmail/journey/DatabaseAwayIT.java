package org.signetmail.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.signetmail.gate.Browser;

class DatabaseAwayIT extends DatabaseAway {
    @Override
    Stage stage(Path folder) throws Exception {
        return new Stage("database-away", folder);
    }

    @Override
    void seenByAMonitor(int ready, String database) {
        var monitor = new Browser(stage.server);
        assertThat(monitor.get("/health/live").statusCode()).isEqualTo(200);
        var answer = monitor.get("/health/ready");
        assertThat(answer.statusCode()).isEqualTo(ready);
        assertThat(answer.body()).contains("\"database\":\"" + database + "\"");
    }
}
