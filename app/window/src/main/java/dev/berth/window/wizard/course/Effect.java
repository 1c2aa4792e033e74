package dev.berth.window.wizard.course;

import dev.berth.runtime.FirstRun.Draft;
import dev.berth.runtime.Place;
import dev.berth.runtime.SetUpWishes;
import java.util.Optional;

/// What is to be done outside.
public sealed interface Effect {

    /// Look at this computer.
    ///
    /// @param soon a few seconds from now, instead of at once
    /// @param place where the assistant shall live; empty where nobody chose
    record CheckUp(boolean soon, Optional<Place> place) implements Effect {

        /// Where nobody chose.
        public CheckUp(boolean soon) {
            this(soon, Optional.empty());
        }
    }

    /// Install what is missing.
    record Install() implements Effect {}

    /// Write down what was filled in.
    record Keep(Draft draft, TypedKey key) implements Effect {}

    /// Forget what was filled in.
    record Forget() implements Effect {}

    /// Write down what was filled in, and set up.
    record SetUp(Draft draft, TypedKey key, Options options, SetUpWishes wishes)
            implements Effect {}

    /// Write down what was filled in, give up the set-up that is under way, and let hold what held
    /// before it.
    record GiveUp(Draft draft, Options options) implements Effect {}

    /// Open the assistant in the browser.
    record Open() implements Effect {}

    /// Show how things stand instead.
    record Leave() implements Effect {}

    /// Close the window.
    record Close() implements Effect {}
}
