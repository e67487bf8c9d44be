package org.signetmail.account;

import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What the operator configured, by MicroProfile Config: system properties before the environment.
 *
 * <p>Where no source of the server knows a key, the environment is asked once more: Payara makes a variable's name from a key
 * by the upper case of the JVM's default locale, so that in Turkish it looks for {@code SİGNET_DATA_DİR}.
 */
public final class Configuration {
    /** MicroProfile Config 3.1, "Environment Variables Mapping Rules". */
    private static final Pattern NOT_IN_A_VARIABLE = Pattern.compile("[^A-Za-z0-9_]");

    private final Config config;
    private final Function<String, @Nullable String> environment;

    /** @param environment the value of a variable, null where it is not set */
    Configuration(Config config, Function<String, @Nullable String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /** That of this application, also where the server calls outside of it. */
    public static Configuration current() {
        return new Configuration(ConfigProvider.getConfig(Configuration.class.getClassLoader()), System::getenv);
    }

    /** The keys that are set, as far as the server's sources tell; the environment has them in its own spelling. */
    public Iterable<String> names() {
        return config.getPropertyNames();
    }

    /** Without blanks around it; empty where it is not set or blank. */
    public Optional<String> text(String key) {
        return value(key, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * Converted as MicroProfile Config does; empty where it is not set.
     *
     * @throws IllegalArgumentException if what is set is none of these
     */
    public <T> Optional<T> value(String key, Class<T> type) {
        return config.getOptionalValue(key, type)
                .or(() -> variable(key)
                        .flatMap(text -> config.getConverter(type).map(converter -> converter.convert(text))));
    }

    /**
     * A secret as it was set: nothing is taken off its ends, and neither <code>${…}</code> nor {@code $$} in it is expanded,
     * which servers do each in their own way.
     *
     * <p>Read from the sources themselves: asked for the value or the raw value, Payara expands it all the same, and logs a
     * secret of which nothing is left.
     */
    public Optional<ConfiguredSecret> secret(String key) {
        return Optional.ofNullable(raw(key))
                .or(() -> variable(key))
                .filter(secret -> !secret.isEmpty())
                .map(ConfiguredSecret::new);
    }

    private @Nullable String raw(String key) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .sorted(Comparator.comparingInt(ConfigSource::getOrdinal).reversed())
                .map(source -> source.getValue(key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Optional<String> variable(String key) {
        if (raw(key) != null) {
            return Optional.empty();
        }
        String name = NOT_IN_A_VARIABLE.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(environment.apply(name)).filter(text -> !text.isEmpty());
    }
}
