package dev.berth.acceptance;

import java.util.HashMap;
import java.util.Map;

/// How the program that stands in for the engine goes wrong.
///
/// @param kind its name in `fake-podman/podman`
/// @param times how often, 0 is for ever
/// @param seconds for those that take time
/// @param exit its exit code, where it fails
/// @param text what it complains, where it fails
record FakeFault(String kind, int times, double seconds, int exit, String text) {

    static FakeFault always(String kind) {
        return new FakeFault(kind, 0, 0, 125, "");
    }

    static FakeFault failing(int exit, String text) {
        return new FakeFault("fail", 0, 0, exit, text);
    }

    /// Refused with one of the texts in `fake-podman/machine/tables.py`, as this version says it.
    static FakeFault refusing(String situation) {
        return new FakeFault("refuse", 0, 0, 125, situation);
    }

    /// The same, not at once but when a verb of a machine has come to this step; the steps are in
    /// `fake-podman/podman`.
    FakeFault at(String step) {
        return new FakeFault(kind + "-at:" + step, times, seconds, exit, text);
    }

    /// The same, taking so long.
    FakeFault lasting(double duration) {
        return new FakeFault(kind, times, duration, exit, text);
    }

    /// The same, for the first time only.
    FakeFault once() {
        return new FakeFault(kind, 1, seconds, exit, text);
    }

    Map<String, Object> planned(int id, String verb) {
        return new HashMap<>(
                Map.of(
                        "id", id,
                        "verb", verb,
                        "kind", kind,
                        "times", times,
                        "seconds", seconds,
                        "exit", exit,
                        "text", text));
    }

    @Override
    public String toString() {
        return kind
                + (times == 0 ? "" : " once")
                + (text.isEmpty() ? "" : " '" + text.lines().findFirst().orElse("") + "'");
    }
}
