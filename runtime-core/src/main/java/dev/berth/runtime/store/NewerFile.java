package dev.berth.runtime.store;

import java.nio.file.Path;

/// A file that a newer Berth wrote. It is neither read nor overwritten.
public final class NewerFile extends UnusableFile {
    private static final long serialVersionUID = 1L;

    NewerFile(Path path, long schema, int known) {
        super(sentence(path, schema, known));
    }

    static String sentence(Path path, long schema, int known) {
        return "%s was written by a newer Berth (schema %d, this one knows %d): update Berth to go on."
                .formatted(path, schema, known);
    }
}
