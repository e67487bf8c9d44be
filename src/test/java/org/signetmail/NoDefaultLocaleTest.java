package org.signetmail;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.text.Format;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Calendar;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/**
 * No code depends on the JVM's default locale: its digits, its calendar, or its case mapping, such as the upper case of
 * i.
 *
 * <p>{@code String.format("%s", …)} would be harmless but is refused too, as the rule does not parse format strings.
 */
@AnalyzeClasses(packages = "org.signetmail", importOptions = DoNotIncludeTests.class)
class NoDefaultLocaleTest {
    /** Classes with methods and constructors that take a locale, and overloads that use the default one. */
    private static final List<Class<?>> LOCALE_SENSITIVE = List.of(
            String.class,
            Formatter.class,
            PrintStream.class,
            PrintWriter.class,
            Scanner.class,
            Format.class,
            Collator.class,
            Calendar.class,
            DateTimeFormatter.class,
            DateTimeFormatterBuilder.class);

    private static final List<String> METHODS = List.of(
            "format",
            "formatted",
            "printf",
            "toLowerCase",
            "toUpperCase",
            "ofPattern",
            "toFormatter",
            "getInstance",
            "getNumberInstance",
            "getIntegerInstance",
            "getPercentInstance",
            "getCompactNumberInstance",
            "getDateInstance",
            "getTimeInstance",
            "getDateTimeInstance",
            "<init>");

    @ArchTest
    static final ArchRule nothing_uses_the_default_locale = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.signetmail.signin.DeploymentLocale")
            .should()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callMethod(Locale.class, "setDefault", Locale.class)
            .orShould()
            .callCodeUnitWhere(target(new DependsOnDefault()))
            .because("what goes to SMTP, HTTP, JSON, SQL and the log is the same everywhere");

    /** An overload without a locale. The method format(…) of an instance uses the locale that it was created with. */
    private static final class DependsOnDefault extends DescribedPredicate<CodeUnitCallTarget> {
        DependsOnDefault() {
            super("depends on the default locale");
        }

        @Override
        public boolean test(CodeUnitCallTarget called) {
            // Names first: resolving an owner searches the class path.
            return METHODS.contains(called.getName())
                    && LOCALE_SENSITIVE.stream()
                            .anyMatch(sensitive -> called.getOwner().isAssignableTo(sensitive))
                    && called.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Locale.class))
                    && called.resolveMember()
                            .filter(DependsOnDefault::hasOverloadWithLocale)
                            .isPresent();
        }

        /** Whether there is an overload with a locale; always true for methods that only use the default one. */
        private static boolean hasOverloadWithLocale(JavaCodeUnit unit) {
            return unit.getName().equals("formatted")
                    || unit.getOwner().getCodeUnits().stream()
                            .anyMatch(other -> other.getName().equals(unit.getName())
                                    && other.getRawParameterTypes().stream()
                                            .anyMatch(type -> type.isEquivalentTo(Locale.class)));
        }
    }

    @Test
    void theRuleFindsEachKind() {
        for (Class<?> wrong : List.of(Lower.class, Formatted.class, Pattern.class, Message.class, Printed.class)) {
            JavaClasses one = new ClassFileImporter().importClasses(wrong);
            assertThatThrownBy(() -> nothing_uses_the_default_locale.check(one))
                    .as(wrong.getSimpleName())
                    .isInstanceOf(AssertionError.class);
        }
        nothing_uses_the_default_locale.check(new ClassFileImporter().importClasses(Right.class));
    }

    @SuppressWarnings("StringCaseLocaleUsage") // The rule must find it.
    static class Lower {
        String of(String text) {
            return text.toLowerCase();
        }
    }

    static class Formatted {
        String of(int number) {
            return "%d".formatted(number);
        }
    }

    static class Pattern {
        String of(LocalDate day) {
            return DateTimeFormatter.ofPattern("d MMM").format(day);
        }
    }

    static class Message {
        String of(int number) {
            return new MessageFormat("{0}").format(new Object[] {number});
        }
    }

    static class Printed {
        void on(PrintStream out) {
            out.printf("%d", 1);
        }
    }

    static class Right {
        String of(LocalDate day, Format made, byte[] bytes) {
            return DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).format(day).toUpperCase(Locale.ROOT)
                    + new String(bytes, StandardCharsets.UTF_8)
                    + made.format(day);
        }
    }
}
