package org.signetmail.journey;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The WAR in a language of which each text begins and ends with a mark. Browsers show neither mark, and Playwright ignores both
 * when it looks for a text, so a test finds everything by the same words.
 */
final class PseudoLocale {
    /** Zero width space. */
    static final char BEGIN = '\u200b';

    /** Soft hyphen. */
    static final char END = '\u00ad';

    private static final Path WAR = Path.of("target", "signet.war");
    private static final String TEXTS = "WEB-INF/classes/org/signetmail/text/messages.properties";
    private static final String FINDINGS = "WEB-INF/classes/org/signetmail/check/findings.json";

    /** The members of a finding that a user reads. */
    private static final Set<String> READ = Set.of("headline", "explanation", "cause", "brief", "who", "steps");

    private PseudoLocale() {}

    /** Writes the WAR into this folder. */
    static Path warIn(Path folder) throws IOException {
        Path marked = folder.resolve("signet.war");
        try (var war = new ZipFile(WAR.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(marked))) {
            for (ZipEntry entry : war.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream content = war.getInputStream(entry)) {
                    switch (entry.getName()) {
                        case TEXTS -> out.write(texts(content));
                        case FINDINGS -> out.write(findings(content));
                        default -> content.transferTo(out);
                    }
                }
                out.closeEntry();
            }
        }
        return marked;
    }

    private static byte[] texts(InputStream content) throws IOException {
        var texts = new Properties();
        texts.load(new StringReader(new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        texts.replaceAll((key, text) -> marked(text.toString()));
        var out = new StringWriter();
        texts.store(out, null);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] findings(InputStream content) throws IOException {
        JsonObject file;
        try (var reader = Json.createReader(new ByteArrayInputStream(content.readAllBytes()))) {
            file = reader.readObject();
        }
        var findings = Json.createArrayBuilder();
        for (JsonObject finding : file.getJsonArray("findings").getValuesAs(JsonObject.class)) {
            var marked = Json.createObjectBuilder(finding);
            READ.stream()
                    .filter(finding::containsKey)
                    .forEach(member -> marked.add(member, marked(finding.get(member))));
            findings.add(marked);
        }
        return Json.createObjectBuilder(file)
                .add("findings", findings)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonValue marked(JsonValue value) {
        if (value instanceof JsonArray several) {
            var marked = Json.createArrayBuilder();
            several.forEach(each -> marked.add(marked(each)));
            return marked.build();
        }
        return Json.createValue(marked(((JsonString) value).getString()));
    }

    /** A mark on the line of a Markdown fence would be code. */
    private static String marked(String text) {
        return BEGIN + text + (text.endsWith("```") ? "\n\n" : "") + END;
    }
}
