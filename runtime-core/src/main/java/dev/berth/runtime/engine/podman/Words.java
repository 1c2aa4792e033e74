package dev.berth.runtime.engine.podman;

import java.util.List;
import java.util.regex.Pattern;

/// What programs print, made fit for reading.
final class Words {

    /// ECMA-48: control sequences (colours, cursor), operating system commands (titles, links).
    private static final Pattern CONTROL =
            Pattern.compile(
                    "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[@-Z\\\\-_]");

    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\t]]");
    private static final Pattern DIRECTION = Pattern.compile("[\u202a-\u202e\u2066-\u2069]");

    private Words() {}

    static String withoutColour(String text) {
        return CONTROL.matcher(text).replaceAll("");
    }

    /// On one line, and without anything that steers a terminal or turns the direction of writing.
    static String plain(String text) {
        var line = STEERING.matcher(withoutColour(text)).replaceAll(" ");
        return DIRECTION.matcher(line).replaceAll("").stripTrailing();
    }

    /// Its lines without colour and without the empty ones at the ends.
    static List<String> lines(String text) {
        return withoutColour(text).strip().lines().toList();
    }
}
