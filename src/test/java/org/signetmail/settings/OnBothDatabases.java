package org.signetmail.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a test on each database and with each JPA provider once, which is enough for packages with simple tables. Tests
 * of the settings run on {@link OnEveryDatabase every} combination.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"H2_WITH_ECLIPSELINK", "POSTGRESQL_WITH_HIBERNATE"})
public @interface OnBothDatabases {}
