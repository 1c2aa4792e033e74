package dev.berth.runtime.copies.errand;

import dev.berth.runtime.copies.Headway.Part;
import dev.berth.runtime.copies.Stillness.Way;

/// An [Order] that is being carried out by another process. Any thread.
public interface Errand {

    /// How it stands.
    State state();

    /// Answers [State.Asks]: whether the service holds still now.
    void answer(boolean still);

    /// Answers [State.Over]: whether it held still all the time.
    void answerHeld(boolean held);

    /// Has it given up. It ends soon, and leaves nothing.
    void cancel();

    /// How an errand stands.
    sealed interface State {
        /// It is at work.
        ///
        /// @param done bytes of this part
        /// @param of how many; 0 where nobody knows
        record Busy(Part part, long done, long of) implements State {}

        /// It waits for the service to hold still.
        record Asks(Way way) implements State {}

        /// It needs no stillness any more.
        record Over() implements State {}

        /// All is done.
        ///
        /// @param copy the one that was made
        record Done(String copy) implements State {}

        /// It came to nothing.
        ///
        /// @param sentence why, for people
        record Failed(String sentence) implements State {}
    }
}
