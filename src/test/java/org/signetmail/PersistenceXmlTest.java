package org.signetmail;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The entities are listed by hand, so that no server reads all classes to find them. */
@AnalyzeClasses(packages = "org.signetmail", importOptions = DoNotIncludeTests.class)
class PersistenceXmlTest {
    private static final Pattern LISTED = Pattern.compile("<class>([^<]+)</class>");

    @ArchTest
    static void every_entity_is_listed(JavaClasses house) throws IOException {
        String xml = Files.readString(Path.of("src/main/resources/META-INF/persistence.xml"));
        List<String> entities = house.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .map(JavaClass::getName)
                .toList();

        assertThat(entities).isNotEmpty();
        assertThat(LISTED.matcher(xml).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(entities);
    }
}
