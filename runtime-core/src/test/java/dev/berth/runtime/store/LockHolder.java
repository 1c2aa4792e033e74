package dev.berth.runtime.store;

import java.io.IOException;
import java.nio.file.Path;

/// Takes the lock, says what came of it, and holds on until its input ends.
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        var attempt = HomeLock.attempt(Path.of(arguments[0]), HomeLock.Holder.self("of-the-child"));
        System.out.println(attempt.getClass().getSimpleName());
        while (System.in.read() >= 0) {
            // Holds on.
        }
    }
}
