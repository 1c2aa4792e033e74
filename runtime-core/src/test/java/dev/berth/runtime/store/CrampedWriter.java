package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Tries to write more than it has room for, and says what came of it.
final class CrampedWriter {

    private CrampedWriter() {}

    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        say(() ->
                new DurableFile(folder.resolve("file"), Drive.ofThisComputer())
                        .replace(new byte[64 << 10]));
        var large = Optional.of("x".repeat(15_000));
        var entry = new JournalEntry.Noticed(Instant.EPOCH, "large", large);
        say(() -> new JsonlJournal(folder).write(entry));
    }

    private interface Act {
        void run() throws IOException;
    }

    private static void say(Act act) {
        try {
            act.run();
            System.out.println("done");
        } catch (IOException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
