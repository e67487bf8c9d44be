package org.signetmail.journey;

import java.nio.file.Path;

class ArticleJourneyIT extends ArticleJourney {
    @Override
    TestEnvironment stage(Path folder) throws Exception {
        return new TestEnvironment("article-journey", folder);
    }
}
