package org.signetmail.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Signet requests from MicroProfile Config. The servers' own implementations are tested in the servers. */
class ConfigurationTest {
    private static final ConfigurationKey KEY = ConfigurationKey.ADMIN_PASSWORD;

    private static Configuration with(Map<String, String> environment, Source... sources) {
        return new Configuration(new Expanding(List.of(sources)), environment::get);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab$$cd", "Winter${2026}xyz", "${ALL.OF.IT}", "a\\${b}", " blanks around ", "a,b"})
    void aSecretIsReadUnchanged(String secret) {
        assertThat(with(Map.of(), new Source(300, Map.of(KEY.key(), secret))).secret(KEY))
                .map(ConfiguredSecret::value)
                .contains(secret);
    }

    @Test
    void theSecretComesFromTheSourceWithTheHighestOrdinal() {
        var environment = new Source(300, Map.of(KEY.key(), "of the environment"));
        var property = new Source(400, Map.of(KEY.key(), "of the property"));

        assertThat(with(Map.of(), environment, property).secret(KEY))
                .map(ConfiguredSecret::value)
                .contains("of the property");
    }

    /** As on Payara in a Turkish locale. */
    @Test
    void aVariableTheServerDoesNotFindIsRead() {
        var configuration = with(Map.of("SIGNET_ADMIN_PASSWORD", "a$$b", "SIGNET_DATA_DIR", " /var/lib/signet "));

        assertThat(configuration.secret(KEY)).map(ConfiguredSecret::value).contains("a$$b");
        assertThat(configuration.text(ConfigurationKey.DATA_DIR)).contains("/var/lib/signet");
        assertThat(configuration.text(ConfigurationKey.KEY_FILE)).isEmpty();
    }

    @Test
    void aVariableDoesNotReplaceAValueThatExpandsToNothing() {
        var configuration =
                with(Map.of("SIGNET_DATA_DIR", "${unknown}"), new Source(300, Map.of("signet.data.dir", "${unknown}")));

        assertThat(configuration.text(ConfigurationKey.DATA_DIR)).isEmpty();
    }

    @Test
    void aConfiguredSecretDoesNotPrintItself() {
        assertThat(new ConfiguredSecret("canary")).asString().doesNotContain("canary");
    }

    private record Source(int ordinal, Map<String, String> values) implements ConfigSource {
        @Override
        public int getOrdinal() {
            return ordinal;
        }

        @Override
        public Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public String getValue(String key) {
            return values.get(key);
        }

        @Override
        public String getName() {
            return "source " + ordinal;
        }
    }

    /** Expands every expression to nothing. */
    private record Expanding(List<Source> sources) implements Config {
        @Override
        public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
            return sources.stream()
                    .flatMap(source -> Optional.ofNullable(source.getValue(key)).stream())
                    .map(value -> value.replaceAll("\\$\\{[^}]*}", "").replace("$$", "$"))
                    .filter(value -> !value.isEmpty())
                    .map(type::cast)
                    .findFirst();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.copyOf(sources);
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.of(text -> type.cast(text));
        }

        @Override
        public <T> T getValue(String key, Class<T> type) {
            return getOptionalValue(key, type).orElseThrow();
        }

        @Override
        public ConfigValue getConfigValue(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<String> getPropertyNames() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
