package org.signetmail.journey;

import java.nio.file.Path;

class ArticleJourneyIT extends ArticleJourney {
    @Override
    Stage stage(Path folder) throws Exception {
        return new Stage("article-journey", folder);
    }
}
