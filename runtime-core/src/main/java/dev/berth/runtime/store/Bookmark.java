package dev.berth.runtime.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Up to where lines are kept, and whose, as the log itself says it.
///
/// @param mark empty before the first line of this source
record Bookmark(String source, Optional<ServiceLog.Mark> mark) {
    /// In the place of lines that could not be kept.
    static final String MISSING = "#missing";

    private static final String FROM = "#from ";

    static Bookmark of(String source) {
        return new Bookmark(source, Optional.empty());
    }

    /// What holds after this line of the file. What nobody understands changes nothing.
    static Optional<Bookmark> after(Optional<Bookmark> before, String line) {
        try {
            if (line.startsWith(FROM)) {
                return Optional.of(read(line.substring(FROM.length()).split(" ", -1)));
            }
            return isLine(line) ? before.map(known -> known.with(at(line))) : before;
        } catch (DateTimeException | NumberFormatException none) {
            return before;
        }
    }

    private static Bookmark read(String[] words) {
        return words.length < 3
                ? of(words[0])
                : new Bookmark(
                        words[0],
                        Optional.of(
                                new ServiceLog.Mark(
                                        Instant.parse(words[1]), Integer.parseInt(words[2]))));
    }

    private Bookmark with(Instant at) {
        var lines = mark.filter(known -> known.at().equals(at)).map(ServiceLog.Mark::lines);
        return new Bookmark(source, Optional.of(new ServiceLog.Mark(at, lines.orElse(0) + 1)));
    }

    /// Whether a line of the file is one of the service's.
    static boolean isLine(String line) {
        return !line.isEmpty() && Character.isDigit(line.charAt(0));
    }

    private static Instant at(String line) {
        int space = line.indexOf(' ');
        return Instant.parse(space < 0 ? line : line.substring(0, space));
    }

    /// As it stands in the file.
    @Override
    public String toString() {
        return FROM + source + mark.map(known -> " " + known.at() + " " + known.lines()).orElse("");
    }
}
