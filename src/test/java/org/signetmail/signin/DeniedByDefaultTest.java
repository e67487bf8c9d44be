package org.signetmail.signin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Named;

/** Every bean that a page can call is for administrators only, except those of the two anonymous pages. */
@AnalyzeClasses(packages = "org.signetmail", importOptions = DoNotIncludeTests.class)
class DeniedByDefaultTest {
    @ArchTest
    static final ArchRule every_named_object_is_for_administrators = classes()
            .that()
            .areAnnotatedWith(Named.class)
            .and()
            .doNotBelongToAnyOf(SignInPage.class, FirstRunPage.class)
            .should()
            .beAnnotatedWith(AdministratorsOnly.class);
}
