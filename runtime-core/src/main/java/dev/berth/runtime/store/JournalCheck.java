package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Counts what in the journal is none of Berth's lines. Changes nothing.
public final class JournalCheck {
    private static final int OLD_FILES = 3;
    private static final int MOST_READ = 4 << 20;

    private JournalCheck() {}

    /// What is wrong, one line for each file; nothing where all is well or there is no journal.
    ///
    /// @param folder `state/`
    public static List<String> damage(Path folder) throws IOException {
        var damage = new ArrayList<String>();
        for (var age = 0; age <= OLD_FILES; age++) {
            var file = folder.resolve(age == 0 ? "journal.jsonl" : "journal." + age + ".jsonl");
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                damage.add(file + " is no file");
            } else if (Files.size(file) > MOST_READ) {
                damage.add(file + " is too large: " + Files.size(file) + " bytes");
            } else {
                long bad = bad(file);
                if (bad > 0) {
                    damage.add(file + ": " + bad + " lines are none of Berth's");
                }
            }
        }
        return damage;
    }

    /// A last line without its end is being written at the moment.
    private static long bad(Path file) throws IOException {
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line ->
                        !line.isBlank()
                                && JournalCodec.entry(line).isEmpty()
                                && !JournalCodec.isNewer(line))
                .count();
    }
}
