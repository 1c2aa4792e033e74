package dev.berth.window;

import dev.berth.runtime.Belongings;
import dev.berth.runtime.Copies;
import dev.berth.runtime.Doctor;
import dev.berth.runtime.Screens.View;
import dev.berth.runtime.Settings.Look;
import dev.berth.words.Words;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// How a window opens.
///
/// @param wanted what was asked to be seen
/// @param look how it looks and speaks at first
/// @param words the texts for a chosen language; may read files
/// @param clock for how long something still takes
/// @param copies the safety copies
/// @param version of this program
/// @param doctor finds out what is wrong; made anew each time
/// @param belongings what an erasure would take
record Opening(
        View wanted,
        Look look,
        Function<Optional<String>, Words> words,
        InstantSource clock,
        Copies copies,
        String version,
        Supplier<Doctor> doctor,
        Belongings belongings) {}
