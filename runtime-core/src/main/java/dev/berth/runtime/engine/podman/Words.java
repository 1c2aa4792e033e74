package dev.berth.runtime.engine.podman;

import java.util.List;
import java.util.regex.Pattern;

/// What programs print, made fit for reading.
final class Words {

    /// ECMA-48: control sequences (colours, cursor), operating system commands (titles, links).
    private static final Pattern CONTROL =
            Pattern.compile(
                    "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[@-Z\\\\-_]");

    private Words() {}

    static String withoutColour(String text) {
        return CONTROL.matcher(text).replaceAll("");
    }

    /// Its lines without colour and without the empty ones at the ends.
    static List<String> lines(String text) {
        return withoutColour(text).strip().lines().toList();
    }
}
