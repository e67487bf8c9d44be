package org.signetmail.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signetmail.settings.SampleSettings;
import org.signetmail.settings.SettingsChange;

/**
 * The cost of one key stroke: evaluates every expression of the settings page as often as Faces does, before and after
 * the model update, on the real store.
 */
class KeyStrokeTest {
    private static final Path PAGES = Path.of("src", "main", "webapp");
    private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{([^}]*)}");
    private static final Pattern PROPERTY = Pattern.compile("\\b([a-z][A-Za-z]*)\\.([a-z][A-Za-z]*)");

    /** Phases in which Faces evaluates the page before rendering: decoding, validation, model update. */
    private static final int PHASES_BEFORE = 3;

    @TempDir
    Path folder;

    private PageFixture page;

    @BeforeEach
    void open() {
        page = new PageFixture(folder, Clock.fixed(Instant.parse("2026-03-12T13:48:07Z"), ZoneOffset.UTC));
        page.request();
        page.edited.form().put(Field.CUSTOM_SERVER, true);
        page.page.changed();
        page.render();
        assertThat(evaluated()).isGreaterThan(100);
    }

    @AfterEach
    void close() {
        page.close();
    }

    /**
     * Evaluates each bean property as often as the page's expressions contain it, those of a field once for each field.
     */
    private int evaluated() {
        int count = 0;
        for (List<String> property : expressions()) {
            Object bean = page.named().get(property.get(0));
            Optional<Method> getter = getter(bean, property.get(1));
            if (getter.isPresent()) {
                try {
                    getter.get().invoke(bean);
                } catch (ReflectiveOperationException broken) {
                    throw new LinkageError(property.toString(), broken);
                }
                count++;
            }
        }
        return count;
    }

    private List<List<String>> expressions() {
        Map<String, Object> beans = page.named();
        var found = new ArrayList<List<String>>();
        try (Stream<Path> files = Files.walk(PAGES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".xhtml"))
                    .filter(path ->
                            path.endsWith("settings.xhtml") || path.toString().contains("parts"))
                    .toList()) {
                int times = file.endsWith("field.xhtml") ? Field.values().length : 1;
                EXPRESSION
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(expression -> PROPERTY.matcher(expression.group(1))
                                .results()
                                .filter(property -> beans.containsKey(property.group(1)))
                                .forEach(property -> {
                                    for (int time = 0; time < times; time++) {
                                        found.add(List.of(property.group(1), property.group(2)));
                                    }
                                }));
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return found;
    }

    private static Optional<Method> getter(Object bean, String property) {
        String suffix = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        return Stream.of(bean.getClass().getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> method.getName().equals("get" + suffix)
                        || method.getName().equals("is" + suffix))
                .findFirst();
    }

    private void stroke(Field field, String text) {
        page.request();
        for (int phase = 0; phase < PHASES_BEFORE; phase++) {
            evaluated();
        }
        page.type(field, text);
        page.render();
        evaluated();
    }

    private void costsOneReadAndOneTransaction(Runnable stroke) {
        int reads = page.formReads();
        int transactions = page.disk.transactions();
        stroke.run();
        assertThat(page.formReads() - reads).as("reads of the form").isEqualTo(1);
        assertThat(page.disk.transactions() - transactions)
                .as("database transactions")
                .isEqualTo(1);
    }

    @Test
    void beforeTheFirstSaveReadsTheFormOnceInOneTransaction() {
        costsOneReadAndOneTransaction(() -> stroke(Field.CLIENT_ID, "6731de76"));
        assertThat(page.fields.getErrors()).containsKey("clientId");
    }

    @Test
    void overASavedSecretReadsTheFormOnceInOneTransaction() throws Exception {
        page.disk
                .settings()
                .save(
                        new SettingsChange(
                                SampleSettings.contoso(0), Optional.of(SampleSettings.SECRET), Optional.empty()),
                        "admin");
        page.request();
        page.edited.take(page.saved.settings());
        page.render();
        evaluated();

        costsOneReadAndOneTransaction(() -> stroke(Field.SYSTEM_MAILBOX, "notices@contoso.com"));
        assertThat(page.status.isDirty()).isTrue();
        assertThat(page.sealingKey.isShown()).isTrue();
        assertThat(page.history.getLines()).hasSize(1);
    }

    @Test
    void beforeTheModelUpdateNothingIsRead() {
        page.request();
        int reads = page.formReads();
        evaluated();
        assertThat(page.formReads()).isEqualTo(reads);
    }
}
