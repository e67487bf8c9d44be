package org.signetmail.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets to search for, in every encoding in which one could leak. */
public record Canaries(List<String> secrets) {
    /** A signed token (RFC 7519), or the base64 of the beginning of an XOAUTH2 response: {@code user=}. */
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}|dXNlcj[\\w+/=]{40,}");

    /** The forms found, with the text before and after them. */
    public List<String> in(String text) {
        return found(text, secrets.stream().flatMap(secret -> forms(secret).stream()));
    }

    /** Searches a file of any kind, also for text as Java keeps it in memory and as databases write it. */
    List<String> in(Path file) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Stream<String> wide = Stream.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)
                .flatMap(charset -> secrets.stream()
                        .map(secret -> new String(secret.getBytes(charset), StandardCharsets.ISO_8859_1)));
        return found(bytes, Stream.concat(secrets.stream().flatMap(secret -> forms(secret).stream()), wide));
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

    /** Searches the files of a folder whose paths contain this. */
    List<String> inFilesOf(Path folder, String named) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> folder.relativize(file).toString().contains(named))
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
        // Base64 of text that contains the secret: three alignments, without the edges, which depend on the text around
        // it.
        for (int shift = 0; shift < 3; shift++) {
            String coded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(("   ".substring(0, shift) + secret).getBytes(StandardCharsets.UTF_8));
            String inner = coded.substring(shift == 0 ? 0 : 4, coded.length() - 3);
            forms.add(inner);
            forms.add(inner.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }
}
