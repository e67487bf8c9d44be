package org.signetmail.net;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON leniently: a value that is missing or of another type is blank, 0 or empty. Never throws. */
public final class LenientJson {
    private LenientJson() {}

    /** The text as an object; empty if it is anything else. */
    public static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        } catch (RuntimeException notJson) {
            // Not only JsonException: Parsson throws a bare RuntimeException if the nesting is too deep.
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    public static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? string.getString() : "";
    }

    /** An integer, also one written as a string; 0 if it is missing. */
    public static long number(JsonObject object, String name) {
        return number(object.get(name));
    }

    public static long firstNumber(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array && !array.isEmpty() ? number(array.get(0)) : 0;
    }

    /** The strings of an array, or a single string in its place. */
    public static List<String> texts(JsonObject object, String name) {
        JsonValue value = object.get(name);
        if (value instanceof JsonString one) {
            return List.of(one.getString());
        }
        if (!(value instanceof JsonArray several)) {
            return List.of();
        }
        return several.stream()
                .filter(JsonString.class::isInstance)
                .map(element -> ((JsonString) element).getString())
                .toList();
    }

    private static long number(@Nullable JsonValue value) {
        if (value instanceof JsonNumber number) {
            return number.bigDecimalValue().precision() > 15
                            || Math.abs(number.bigDecimalValue().scale()) > 15
                    ? 0
                    : number.longValue();
        }
        return value instanceof JsonString string && string.getString().matches("[0-9]{1,15}")
                ? Long.parseLong(string.getString())
                : 0;
    }
}
