package dev.berth.window.log;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The last lines of the log, and what is found in them. JavaFX thread only.
final class Lines {
    private final int most;
    private final ObservableList<String> all = FXCollections.observableArrayList();
    private String sought = "";

    Lines(int most) {
        this.most = most;
    }

    /// What is shown, oldest first.
    ObservableList<String> all() {
        return all;
    }

    /// Adds these, and lets go of as many old ones as there are too many.
    ///
    /// @return how many old ones went
    int add(List<String> more) {
        int gone = Math.min(all.size(), Math.max(0, all.size() + more.size() - most));
        if (gone == all.size()) {
            all.setAll(more.subList(Math.max(0, more.size() - most), more.size()));
        } else {
            all.remove(0, gone);
            all.addAll(more);
        }
        return gone;
    }

    void clear() {
        all.clear();
    }

    /// What is sought from now on; upper and lower case are the same.
    void seek(String text) {
        sought = text.toLowerCase(Locale.ROOT);
    }

    boolean isFound(String line) {
        return !sought.isEmpty() && line.toLowerCase(Locale.ROOT).contains(sought);
    }

    /// How many lines have it.
    int found() {
        return (int) all.stream().filter(this::isFound).count();
    }

    /// The nearest line that has it, going on from one, round the end.
    ///
    /// @param from -1 before the first
    /// @param step 1 or -1
    OptionalInt next(int from, int step) {
        int size = all.size();
        return IntStream.rangeClosed(1, size)
                .map(distance -> Math.floorMod(from + step * distance, size))
                .filter(index -> isFound(all.get(index)))
                .findFirst();
    }
}
