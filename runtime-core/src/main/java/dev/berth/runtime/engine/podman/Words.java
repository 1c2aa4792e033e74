package dev.berth.runtime.engine.podman;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What programs print, made fit for reading.
final class Words {

    /// ECMA-48: control sequences (colours, cursor), operating system commands (titles, links).
    private static final Pattern CONTROL =
            Pattern.compile(
                    "\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[@-Z\\\\-_]");

    private Words() {}

    /// The last part of a file that a program writes into; empty where there is none.
    static String tail(Path file, int atMost) {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - atMost));
            var bytes = ByteBuffer.allocate(atMost);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // goes on until all is read
            }
            return UTF_8.decode(bytes.flip()).toString();
        } catch (IOException none) {
            return "";
        }
    }

    static String withoutColour(String text) {
        return CONTROL.matcher(text).replaceAll("");
    }

    /// Its lines without colour and without the empty ones at the ends.
    static List<String> lines(String text) {
        return withoutColour(text).strip().lines().toList();
    }
}
