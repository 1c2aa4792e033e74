package dev.berth.runtime.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of one JSON object, each with what it must be. A field that is not there and
/// one that is null both count as empty.
final class Fields {

    private static final int LONGEST_SHOWN = 60;

    /// May hold a password, whatever else is wrong with it.
    private static final Set<String> HUSHED = Set.of("proxy");

    /// No clock is that wrong; beyond, sums of times would not fit.
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final JsonNode object;

    Fields(JsonNode object) {
        this.object = object;
    }

    /// The word that stands for a constant in our files: `OUT_OF_MEMORY` is `out-of-memory`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean has(String name) {
        return object.has(name);
    }

    void demandAll(List<String> names) throws WrongField {
        for (var name : names) {
            if (!has(name)) {
                throw new WrongField("should have the field \"%s\"".formatted(name));
            }
        }
    }

    Optional<String> optionalText(String name) throws WrongField {
        var value = object.path(name);
        if (isEmpty(value)) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw wrong(name, "a text");
        }
        return Optional.of(value.stringValue());
    }

    Optional<Path> optionalAbsolutePath(String name) throws WrongField {
        var text = optionalText(name);
        try {
            var path = text.map(Path::of);
            if (path.isEmpty() || path.get().isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException _) {
            // said below
        }
        throw wrong(name, "the whole path of a file, beginning with /");
    }

    /// A text; it may be empty.
    String text(String name) throws WrongField {
        var value = object.path(name);
        if (!value.isString()) {
            throw wrong(name, "a text");
        }
        return value.stringValue();
    }

    OptionalLong optionalWhole(String name, long least, long most) throws WrongField {
        var value = object.path(name);
        if (isEmpty(value)) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw wrong(name, range(least, most));
        }
        return OptionalLong.of(value.longValue());
    }

    /// The number of a port.
    OptionalInt optionalPort(String name) throws WrongField {
        var value = optionalWhole(name, 1, 65_535);
        return value.isPresent()
                ? OptionalInt.of(Math.toIntExact(value.getAsLong()))
                : OptionalInt.empty();
    }

    static String range(long least, long most) {
        return most == Long.MAX_VALUE
                ? "a whole number, at least %d".formatted(least)
                : "a whole number from %d to %d".formatted(least, most);
    }

    long whole(String name, long least, long most) throws WrongField {
        var value = optionalWhole(name, least, most);
        if (value.isEmpty()) {
            throw wrong(name, range(least, most));
        }
        return value.getAsLong();
    }

    boolean truth(String name) throws WrongField {
        return optionalTruth(name).orElseThrow(() -> wrong(name, "true or false"));
    }

    Optional<Boolean> optionalTruth(String name) throws WrongField {
        var value = object.path(name);
        if (isEmpty(value)) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return Optional.of(value.booleanValue());
    }

    Instant instant(String name) throws WrongField {
        return optionalInstant(name)
                .orElseThrow(() -> wrong(name, "a time such as 2026-11-20T22:15:04Z"));
    }

    Optional<Instant> optionalInstant(String name) throws WrongField {
        var text = optionalText(name);
        try {
            var instant = text.map(Instant::parse);
            if (instant.filter(at -> at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)).isEmpty()) {
                return instant;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw wrong(name, "a time such as 2026-11-20T22:15:04Z");
    }

    <E extends Enum<E>> E oneOf(String name, E[] constants) throws WrongField {
        var text = object.path(name);
        for (var constant : constants) {
            if (text.isString() && word(constant).equals(text.stringValue())) {
                return constant;
            }
        }
        throw wrong(
                name,
                Arrays.stream(constants)
                        .map(Fields::word)
                        .collect(Collectors.joining(", ", "one of ", "")));
    }

    Optional<Fields> optionalObject(String name) throws WrongField {
        var value = object.path(name);
        if (isEmpty(value)) {
            return Optional.empty();
        }
        if (!(value instanceof ObjectNode)) {
            throw wrong(name, "an object");
        }
        return Optional.of(new Fields(value));
    }

    List<Fields> list(String name) throws WrongField {
        var value = object.path(name);
        if (!value.isArray()) {
            throw wrong(name, "a list");
        }
        var list = new ArrayList<Fields>();
        for (var element : value) {
            if (!(element instanceof ObjectNode)) {
                throw wrong(name, "a list of objects");
            }
            list.add(new Fields(element));
        }
        return list;
    }

    WrongField wrong(String name, String expected) {
        var value = object.path(name);
        return wrong(name, HUSHED.contains(name) ? "(hidden)" : shown(value), expected);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "missing";
        }
        return value.isNull() ? "nothing" : value.toString();
    }

    static WrongField wrong(String name, String found, String expected) {
        var shown =
                found.length() <= LONGEST_SHOWN ? found : found.substring(0, LONGEST_SHOWN) + "…";
        return new WrongField(
                "has the field \"%s\": %s, expected %s".formatted(name, shown, expected));
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
