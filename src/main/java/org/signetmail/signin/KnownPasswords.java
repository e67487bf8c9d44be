package org.signetmail.signin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * The well-known passwords of twelve characters or more: 43,940 of the million most frequent in breaches (OWASP ASVS
 * 5.0, 6.2.4 and 6.2.12). The file names its source.
 *
 * <p>Each lookup reads the whole file, which takes milliseconds and happens only when a password is set.
 */
final class KnownPasswords {
    private static final String FILE = "known-passwords.txt.gz";

    private KnownPasswords() {}

    /** Whether the list contains this password, ignoring case. */
    static boolean contains(String password) {
        String wanted = Normalizer.normalize(password, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        try (InputStream file = Objects.requireNonNull(KnownPasswords.class.getResourceAsStream(FILE), FILE);
                var lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(wanted::equals);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
