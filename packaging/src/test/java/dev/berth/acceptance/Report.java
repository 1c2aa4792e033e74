package dev.berth.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;

/// A report that Berth has written, as those read it who get it.
///
/// @param entries texts by name
record Report(Map<String, String> entries) {

    static Report in(Path file) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
                }
            }
        }
        return new Report(entries);
    }

    String entry(String name) {
        return entries.getOrDefault(name, "");
    }

    /// All of it, names too.
    String everything() {
        return String.join("\n", entries.keySet()) + String.join("\n", entries.values());
    }
}
