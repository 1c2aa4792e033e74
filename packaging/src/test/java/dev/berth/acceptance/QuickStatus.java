package dev.berth.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Asks one supervisor for its status again and again over one open connection, and keeps how long
/// each answer took. Commands go over a connection of their own.
final class QuickStatus implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Wire wire;
    private final Wire commands;
    private final List<Long> nanos = new ArrayList<>();
    private int asked;

    QuickStatus(Path home) throws IOException {
        wire = new Wire(home);
        commands = new Wire(home);
        Thread.ofVirtual().start(this::ask);
        Thread.ofVirtual().start(this::drain);
    }

    private void ask() {
        try {
            while (true) {
                long began = System.nanoTime();
                wire.say("{\"id\":1,\"ask\":\"status\"}");
                wire.hear();
                synchronized (nanos) {
                    nanos.add(System.nanoTime() - began);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException ended) {
            // it was closed, or the supervisor has ended
        }
    }

    /// Answers to commands come when they are settled; nobody waits for them.
    private void drain() {
        try {
            while (true) {
                commands.hear();
            }
        } catch (IOException ended) {
            // it was closed, or the supervisor has ended
        }
    }

    void command(String command) throws IOException {
        commands.command(++asked, command);
    }

    /// All answers, in the order in which they came.
    List<Duration> answers() {
        synchronized (nanos) {
            return nanos.stream().map(Duration::ofNanos).toList();
        }
    }

    Duration slowest() {
        return answers().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        wire.close();
        commands.close();
    }
}
