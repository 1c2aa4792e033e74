package dev.berth.runtime.copies.errand;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What the supervisor can have done with copies.
public interface CopyDesk {

    /// Has an order carried out, beside everything else.
    ///
    /// @param release of the service whose data it is, where known
    /// @param news told whenever something is to be answered or done after; another thread
    Errand begin(Order order, Optional<String> release, Runnable news);

    /// Whether there is data that can be copied.
    boolean hasData();

    /// Where no restore is written down: mends what one left that was cut off.
    void heal() throws IOException;

    /// Has what was extracted take the place of the data; done again, it comes to the same end.
    void forward() throws IOException;

    /// Has what was replaced take its place again; likewise.
    void back() throws IOException;

    /// Removes what lies beside the data of a restore that is over.
    void clear() throws IOException;

    /// What is on the shelf.
    Glance glance();

    /// The good ones in few words.
    ///
    /// @param last when the newest was made
    record Glance(Optional<Instant> last, int count) {
        public static final Glance NOTHING = new Glance(Optional.empty(), 0);
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
            public void clear() {}

            @Override
            public Glance glance() {
                return Glance.NOTHING;
            }
        };
    }
}
