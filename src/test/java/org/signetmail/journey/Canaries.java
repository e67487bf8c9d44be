package org.signetmail.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Secrets to search for, in every encoding in which one could leak.
 *
 * @param keyForms those of parts of secret bytes
 */
public record Canaries(List<String> secrets, Set<String> keyForms) {
    /** Bytes of a part of a private key: short enough to be found beside the line breaks of PEM. */
    private static final int PART = 18;

    private static final int MOST_PARTS = 8;

    /** A signed token (RFC 7519), or the base64 of the beginning of an XOAUTH2 response: {@code user=}. */
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}|dXNlcj[\\w+/=]{40,}");

    public Canaries(List<String> secrets) {
        this(secrets, Set.of());
    }

    /**
     * These and the private key: its private exponent and one of its primes, which is neither in its certificate nor
     * in its public key, as the modulus is.
     */
    Canaries and(RSAPrivateCrtKey key) {
        return and(key.getPrivateExponent().toByteArray())
                .and(key.getPrimeP().toByteArray())
                .and(key.getPrivateExponent().toString());
    }

    /** These and a secret of bytes, such as a file with a private key. */
    Canaries and(byte[] secret) {
        int parts = Math.min(MOST_PARTS, secret.length / PART - 1);
        int begin = (secret.length - parts * PART) / 2;
        return new Canaries(
                secrets,
                Stream.concat(
                                keyForms.stream(),
                                IntStream.range(0, parts)
                                        .mapToObj(part -> Arrays.copyOfRange(
                                                secret, begin + part * PART, begin + (part + 1) * PART))
                                        .flatMap(part -> forms(part).stream()))
                        .collect(Collectors.toSet()));
    }

    Canaries and(String secret) {
        return new Canaries(Stream.concat(secrets.stream(), Stream.of(secret)).toList(), keyForms);
    }

    /** The forms found, with the text before and after them. */
    public List<String> in(String text) {
        return found(text, forms());
    }

    private Stream<String> forms() {
        return Stream.concat(secrets.stream().flatMap(secret -> forms(secret).stream()), keyForms.stream());
    }

    /** Searches a file of any kind, also for text as Java keeps it in memory and as databases write it. */
    List<String> in(Path file) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Stream<String> wide = Stream.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)
                .flatMap(charset -> Stream.concat(secrets.stream(), keyForms.stream())
                        .map(secret -> new String(secret.getBytes(charset), StandardCharsets.ISO_8859_1)));
        return found(bytes, Stream.concat(forms(), wide));
    }

    private static List<String> found(String text, Stream<String> forms) {
        return new ManyTexts(forms.collect(Collectors.toSet()))
                .firstIn(text).entrySet().stream()
                        .map(form -> text.substring(
                                Math.max(0, form.getValue() - 300),
                                Math.min(
                                        text.length(),
                                        form.getValue() + form.getKey().length() + 60)))
                        .toList();
    }

    List<String> inFilesOf(Path folder) throws IOException {
        return inFilesOf(folder, "");
    }

    /** Searches the files of a folder whose paths contain this, in letters of any case. */
    List<String> inFilesOf(Path folder, String named) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> folder.relativize(file)
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .contains(named))
                    .flatMap(file -> inOne(file).stream().map(found -> file + ": " + found))
                    .toList();
        }
    }

    public static List<String> tokensIn(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    private List<String> inOne(Path file) {
        try {
            return in(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> forms(String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        var forms = new LinkedHashSet<>(List.of(
                secret,
                encoded,
                encoded.toLowerCase(Locale.ROOT),
                encoded.replace("+", "%20"),
                encoded.replace("%7E", "~"),
                encoded.replace("%7E", "~").replace("+", "%20"),
                secret.replace("+", "\\u002b"),
                secret.replace("+", "&#43;")));
        forms.addAll(base64(secret.getBytes(StandardCharsets.UTF_8)));
        return forms;
    }

    /** As they are, a character for each byte, in hexadecimal digits and in base64. */
    private static Set<String> forms(byte[] secret) {
        var forms = base64(secret);
        forms.add(new String(secret, StandardCharsets.ISO_8859_1));
        forms.add(HexFormat.of().formatHex(secret));
        forms.add(HexFormat.of().withUpperCase().formatHex(secret));
        forms.add(HexFormat.ofDelimiter(":").formatHex(secret));
        forms.add(HexFormat.ofDelimiter(":").withUpperCase().formatHex(secret));
        return forms;
    }

    /**
     * Base64 of bytes that contain the secret: three alignments, without the edges, which depend on the bytes around
     * it.
     */
    private static Set<String> base64(byte[] secret) {
        var forms = new LinkedHashSet<String>();
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + secret.length];
            System.arraycopy(secret, 0, shifted, shift, secret.length);
            String coded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String inner = coded.substring(shift == 0 ? 0 : 4, coded.length() - 3);
            forms.add(inner);
            forms.add(inner.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }
}
