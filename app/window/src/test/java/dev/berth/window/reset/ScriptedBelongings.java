package dev.berth.window.reset;

import dev.berth.runtime.Belonging;
import dev.berth.runtime.Belongings;
import dev.berth.runtime.EraseScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A home with some files of the assistant's, and some copies.
public final class ScriptedBelongings implements Belongings {
    @Override
    public List<Belonging> all(Duration atMost) {
        return List.of(
                new Belonging(
                        Belonging.Kind.DATA,
                        "/home/anna/data",
                        12,
                        3_400_000,
                        true,
                        Optional.empty()),
                new Belonging(
                        Belonging.Kind.PROGRAM, "abc", 0, 860_000_000, false, Optional.empty()),
                new Belonging(
                        Belonging.Kind.COPIES,
                        "/home/anna/copies",
                        2,
                        1_000_000,
                        true,
                        Optional.empty()));
    }

    @Override
    public List<Belonging> remaining(List<Belonging> before, EraseScope scope, Duration atMost) {
        return List.of();
    }
}
