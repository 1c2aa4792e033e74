package dev.berth.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.acceptance.RealFault.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Four who do not know of each other type whatever comes to their minds.
final class Commands {
    private static final int PROCESSES = 4;

    // each in its share of the time
    private static final List<String> WORDS =
            List.of(
                    "start", "pause", "repair", "restart", "start", "pause", "repair", "restart",
                    "reset", "setup");

    private Commands() {}

    static Act inRandomOrder(int number) {
        return home -> {
            long seed = Long.parseLong(System.getenv().getOrDefault("BERTH_SEED", "0"));
            seed = seed == 0 ? System.nanoTime() : seed;
            System.out.println("commands in random order: BERTH_SEED=" + seed);
            var random = new Random(seed);
            try (var four = Executors.newFixedThreadPool(PROCESSES)) {
                var typed = new ArrayList<Future<?>>();
                for (int each = 0; each < number; each++) {
                    var words = words(home, random);
                    typed.add(four.submit(() -> type(home, words)));
                }
                for (var one : typed) {
                    one.get();
                }
            }
            home.home().setUp(home.image());
            home.home().berth("start", "--timeout", "60");
        };
    }

    private static String[] words(Ordeal home, Random random) {
        var word = WORDS.get(random.nextInt(WORDS.size()));
        if (word.equals("setup")) {
            return new String[] {"setup", "--image", home.image(), "--yes"};
        }
        return random.nextBoolean()
                ? new String[] {word, "--no-wait"}
                : new String[] {word, "--timeout", "30"};
    }

    private static Void type(Ordeal home, String[] words) throws Exception {
        var outcome = home.home().berth(words);
        // whatever another one has made of it; but never that something is wrong
        assertThat(outcome.status())
                .as(String.join(" ", words) + ": " + outcome.text())
                .isIn(0, 1, 10, 30, 31, 32);
        return null;
    }
}
