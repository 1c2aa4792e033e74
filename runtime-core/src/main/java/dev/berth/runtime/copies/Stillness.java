package dev.berth.runtime.copies;

import java.io.IOException;

/// Has the service hold still for a moment.
public interface Stillness {

    /// Asks for it and waits until nothing writes any more.
    ///
    /// @return whether it does; false where this way cannot be had
    boolean begin(Way way) throws IOException;

    /// The service may go on.
    ///
    /// @return whether it held still until now
    boolean end() throws IOException;

    /// How.
    enum Way {
        /// For some seconds; nothing is lost.
        PAUSE,
        /// For minutes: it ends and is started again.
        STOP
    }

    /// Where nothing runs anyway.
    static Stillness already() {
        return new Stillness() {
            @Override
            public boolean begin(Way way) {
                return true;
            }

            @Override
            public boolean end() {
                return true;
            }
        };
    }
}
