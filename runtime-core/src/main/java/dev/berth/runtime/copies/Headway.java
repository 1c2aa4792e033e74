package dev.berth.runtime.copies;

import java.io.IOException;

/// Hears how far the making, checking or bringing back of a copy has come.
@FunctionalInterface
public interface Headway {

    /// So far it has come.
    ///
    /// @param part what is done
    /// @param done bytes of it
    /// @param of how many; 0 where nobody knows
    /// @throws IOException when nothing more should be done
    void at(Part part, long done, long of) throws IOException;

    /// What is done, in this order.
    enum Part {
        COPYING("copying"),
        STILLED("stilled"),
        CHECKING("checking"),
        EXTRACTING("extracting");

        private final String id;

        Part(String id) {
            this.id = id;
        }

        /// Stable name.
        public String id() {
            return id;
        }
    }
}
