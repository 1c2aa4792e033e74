package dev.berth.runtime.copies.errand;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the supervisor can have done with copies.
public interface CopyDesk {

    /// Has an order carried out, beside everything else.
    ///
    /// @param release of the service whose data it is, where known
    /// @param news told whenever something is to be answered or done after; another thread
    Errand begin(Order order, Optional<String> release, Runnable news);

    /// Whether there is data that can be copied.
    boolean hasData();

    /// Where no restore is written down: mends what one left that was cut off, and removes what is
    /// left of a copy that was.
    void heal() throws IOException;

    /// Has what was extracted take the place of the data; done again, it comes to the same end.
    void forward() throws IOException;

    /// Has what was replaced take its place again; likewise.
    void back() throws IOException;

    /// Lets go of what came and does not hold; done again, it comes to the same end. This and the
    /// next one take a name away, which is quick; the files are removed beside everything else.
    void discard() throws IOException;

    /// Lets go of what was replaced; likewise. Where no whole copy of it is on the shelf it is kept
    /// beside the data, under a name that people see.
    ///
    /// @param before id of the copy that was made of it
    void finish(Optional<String> before) throws IOException;

    /// Waits until what was let go of is removed, or for so long: before the process ends.
    void settle(Duration atMost);

    /// Erases all that lies beside the data, also what was kept.
    void eraseBeside() throws IOException;

    /// Whether all of the data is in this copy, and it can be used.
    boolean isWhole(String copy);

    /// The folders that [#eraseBeside] erases.
    List<Path> beside() throws IOException;

    /// Erases all copies.
    void eraseCopies() throws IOException;

    /// What a usable copy says of the release whose data it is.
    Optional<String> release(String copy);

    /// The newest usable copy of a release's data.
    ///
    /// @param release tells which; it hears what the copy says of its release
    Optional<String> newest(Predicate<String> release);

    /// What is on the shelf.
    Glance glance();

    /// The good ones in few words.
    ///
    /// @param last when the newest was made
    /// @param newest the same, also of those that are not complete
    record Glance(Optional<Instant> last, int count, Optional<Instant> newest) {
        public static final Glance NOTHING = new Glance(Optional.empty(), 0, Optional.empty());
    }

    /// Where there are no copies.
    static CopyDesk none() {
        return new CopyDesk() {
            @Override
            public Errand begin(Order order, Optional<String> release, Runnable news) {
                return new Refused("there is no place for safety copies");
            }

            @Override
            public boolean hasData() {
                return false;
            }

            @Override
            public void heal() {}

            @Override
            public void forward() {}

            @Override
            public void back() {}

            @Override
            public void discard() {}

            @Override
            public void settle(Duration atMost) {}

            @Override
            public void eraseBeside() {}

            @Override
            public List<Path> beside() {
                return List.of();
            }

            @Override
            public void eraseCopies() {}

            @Override
            public void finish(Optional<String> before) {}

            @Override
            public boolean isWhole(String copy) {
                return false;
            }

            @Override
            public Optional<String> release(String copy) {
                return Optional.empty();
            }

            @Override
            public Optional<String> newest(Predicate<String> release) {
                return Optional.empty();
            }

            @Override
            public Glance glance() {
                return Glance.NOTHING;
            }
        };
    }
}
