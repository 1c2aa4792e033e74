package dev.berth.runtime.simulation;

/// A rule was broken. An error, so that nothing on the way takes it for a failure of the world.
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    Broken(String rule) {
        super(rule);
    }
}
