package dev.berth.window.wizard.course;

import dev.berth.runtime.Place;
import dev.berth.runtime.SetUpWishes.Dwelling;
import java.nio.file.Path;
import java.util.Optional;

/// Where the assistant shall live.
///
/// @param usual where it lives on this computer when nobody chose
/// @param chosen what the person, or a set-up before this one, chose
/// @param file what a place of its own is made from, for a computer without network
public record Lodging(Place usual, Optional<Place> chosen, Optional<Path> file) {

    static Lodging usual(Place usual) {
        return new Lodging(usual, Optional.empty(), Optional.empty());
    }

    /// Whether there is a choice: on some computers a place of its own is the only way.
    public boolean isOffered() {
        return usual == Place.HERE;
    }

    /// Whether it gets a place of its own.
    public boolean isApart() {
        return chosen.orElse(usual) == Place.APART;
    }

    /// The same with the person's other word.
    Lodging walled(boolean apart) {
        return new Lodging(usual, Optional.of(apart ? Place.APART : Place.HERE), file);
    }

    Lodging from(Optional<Path> other) {
        return new Lodging(usual, chosen, other);
    }

    /// As somebody chose it before.
    Lodging as(Dwelling before) {
        return new Lodging(usual, Optional.of(before.place()), before.file());
    }

    /// What is asked of Berth; empty where nobody chose anything.
    Optional<Dwelling> dwelling() {
        return chosen.or(() -> file.map(_ -> usual))
                .map(place -> new Dwelling(place, isApart() ? file : Optional.empty()));
    }
}
