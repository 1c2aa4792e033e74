package dev.berth.acceptance;

import static dev.berth.acceptance.RealFault.longer;
import static dev.berth.acceptance.RealFault.quick;

import dev.berth.acceptance.RealFault.Act;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Berth is killed in the middle of what it does, and started again: forty points, each just after
/// a line of its journal. Every single system call is killed by `./dev soak crash`.
final class Kills {
    private static final int POINTS_EACH = 8;

    /// Where there are fewer lines, it is killed this long after the last.
    private static final Duration NO_MORE_LINES = Duration.ofSeconds(2);

    private static final Set<String> ENDS =
            Set.of("ready", "paused", "not-set-up", "needs-attention");

    private Kills() {}

    static Stream<RealFault> rows() {
        var each =
                List.of("start", "fall", "restart", "pause", "reset").stream()
                        .map(what ->
                                longer("Berth killed at 8 points of a " + what, through(what)));
        return Stream.concat(
                Stream.of(quick("Berth killed at 6 points", Kills::some).alsoWithTheRealGateway()),
                each);
    }

    private static void some(Ordeal home) throws Exception {
        kill(home, "fall", 1);
        kill(home, "fall", 3);
        kill(home, "restart", 2);
        kill(home, "restart", 4);
        kill(home, "pause", 1);
        kill(home, "reset", 2);
    }

    private static Act through(String what) {
        return home -> {
            for (int line = 1; line <= POINTS_EACH; line++) {
                kill(home, what, line);
            }
        };
    }

    private static void kill(Ordeal home, String what, int line) throws Exception {
        if (what.equals("start")) {
            home.terminate();
        }
        var lines = lines(home);
        begin(home, what);
        awaitLine(home, lines + line);
        home.crash();
        home.supervise();
        home.awaitState(ENDS);
        if (home.state().equals("not-set-up")) {
            home.home().setUp(home.image());
        }
        if (!home.state().equals("ready")) {
            home.home().berth("start", "--timeout", "60");
        }
        home.awaitReady();
    }

    private static void begin(Ordeal home, String what) throws Exception {
        switch (what) {
            case "start" -> home.supervise();
            case "fall" -> home.killService();
            default -> home.command(what);
        }
    }

    private static long lines(Ordeal home) throws Exception {
        return home.home().journal().lines().count();
    }

    private static void awaitLine(Ordeal home, long line) throws Exception {
        long began = System.nanoTime();
        long seen = lines(home);
        while (seen < line && System.nanoTime() - began < NO_MORE_LINES.toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            long now = lines(home);
            began = now == seen ? began : System.nanoTime();
            seen = now;
        }
    }
}
