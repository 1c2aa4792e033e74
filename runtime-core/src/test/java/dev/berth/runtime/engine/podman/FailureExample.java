package dev.berth.runtime.engine.podman;

import dev.berth.runtime.engine.EngineFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A real text and what it means, from `podman/failures` among the test resources.
record FailureExample(
        String verb,
        int exit,
        Optional<PodmanVersion> version,
        Kind kind,
        Remedy remedy,
        String source,
        String text) {

    static List<FailureExample> all() {
        var all = new ArrayList<>(in("4.3.1.txt"));
        all.addAll(in("elsewhere.txt"));
        all.addAll(in("machine.txt"));
        return all;
    }

    private static List<FailureExample> in(String file) {
        try (var stream = FailureExample.class.getResourceAsStream("/podman/failures/" + file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is missing");
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^== ", -1))
                    .skip(1)
                    .map(FailureExample::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FailureExample of(String block) {
        int end = block.indexOf('\n');
        var cell =
                Arrays.stream(block.substring(0, end).split("\\|", -1)).map(String::strip).toList();
        return new FailureExample(
                cell.get(0),
                Integer.parseInt(cell.get(1)),
                PodmanVersion.parse(cell.get(2)),
                Kind.valueOf(cell.get(3)),
                Remedy.valueOf(cell.get(4)),
                cell.get(5),
                block.substring(end + 1).strip());
    }

    Optional<FailureTable.Row> row() {
        return FailureCatalogue.row(verb, exit, text, version);
    }

    @Override
    public String toString() {
        return verb + " " + kind + ": " + text.lines().reduce((_, last) -> last).orElse("");
    }
}
