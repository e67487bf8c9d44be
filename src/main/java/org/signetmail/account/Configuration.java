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
 * The operator's configuration, read by MicroProfile Config: system properties override environment variables.
 *
 * <p>If no config source has a key, the environment variable is read directly: Payara derives its name with the upper
 * case of the JVM's default locale, and in Turkish looks for {@code SİGNET_DATA_DİR}.
 */
public final class Configuration {
    /** MicroProfile Config 3.1, "Environment Variables Mapping Rules". */
    private static final Pattern NOT_IN_A_VARIABLE = Pattern.compile("[^A-Za-z0-9_]");

    private final Config config;
    private final Function<String, @Nullable String> environment;

    /** @param environment returns the value of a variable, null if it is not set */
    Configuration(Config config, Function<String, @Nullable String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /** The configuration of this application, also on a thread without its context class loader. */
    public static Configuration current() {
        return new Configuration(ConfigProvider.getConfig(Configuration.class.getClassLoader()), System::getenv);
    }

    /** The keys in the server's config sources. Keys of environment variables are spelled as the variables are. */
    public Iterable<String> names() {
        return config.getPropertyNames();
    }

    /** The value without surrounding white space; empty if it is not set or blank. */
    public Optional<String> text(ConfigurationKey key) {
        return text(key.key());
    }

    /** The same for a key that is an application's own. */
    public Optional<String> text(String key) {
        return value(key, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * The value, converted as MicroProfile Config does; empty if it is not set.
     *
     * @throws IllegalArgumentException if the value can't be converted
     */
    public <T> Optional<T> value(ConfigurationKey key, Class<T> type) {
        return value(key.key(), type);
    }

    private <T> Optional<T> value(String key, Class<T> type) {
        return config.getOptionalValue(key, type)
                .or(() -> variable(key)
                        .flatMap(text -> config.getConverter(type).map(converter -> converter.convert(text))));
    }

    /**
     * A secret exactly as it was set: neither stripped nor expanded. Servers differ in how they expand
     * <code>${…}</code> and {@code $$}.
     *
     * <p>Read from the config sources: Payara expands even the raw value, and logs a secret that expands to nothing.
     */
    public Optional<ConfiguredSecret> secret(ConfigurationKey key) {
        return Optional.ofNullable(raw(key.key()))
                .or(() -> variable(key.key()))
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
