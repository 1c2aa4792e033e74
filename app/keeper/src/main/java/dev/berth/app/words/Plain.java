package dev.berth.app.words;

import java.util.regex.Pattern;

/// Text of foreign origin, made fit for a terminal.
public final class Plain {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:?]*[ -/]*[@-~]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private Plain() {}

    /// The same text on one line, without anything that would steer the terminal.
    public static String line(String text) {
        return CONTROL.matcher(COLOUR.matcher(text).replaceAll("")).replaceAll(" ").stripTrailing();
    }
}
