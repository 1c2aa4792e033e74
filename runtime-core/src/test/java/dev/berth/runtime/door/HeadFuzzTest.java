package dev.berth.runtime.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.runtime.door.RecordingUpstream.Seen;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whatever comes, what gets behind the door is what a reader by the letter reads from it, and no
/// more:
///
///     ./dev soak door --minutes 60
///     ./dev soak door --replay SEED
final class HeadFuzzTest {
    private static final int CASES = Integer.getInteger("berth.door.cases", 600);
    private static final long FIRST = Long.getLong("berth.door.first", 1);
    private static final long ONLY = Long.getLong("berth.door.seed", 0);

    /// Longer ones take their time and are no better at it.
    private static final int SHORT = 1000;

    private static final Pattern HOSTS =
            Pattern.compile(
                    "(127\\.0\\.0\\.1|localhost\\.?|\\[::1]|study\\.example)(:[0-9]{0,5})?",
                    Pattern.CASE_INSENSITIVE);

    private final List<RequestShape> shapes =
            RequestShape.all().stream().filter(shape -> shape.bytes("").length < SHORT).toList();

    @Test
    void nothingGetsInThatCouldBeReadInTwoWays() throws IOException {
        try (var upstream = new RecordingUpstream();
                var door = Doors.open(new StillBehind(upstream.port(), "study.example"))) {
            var client = new RawClient(door.port());
            if (ONLY != 0) {
                System.out.println(Mutation.of(ONLY, shapes));
                look(ONLY, upstream, client);
                return;
            }
            for (long seed = FIRST; seed < FIRST + CASES; seed++) {
                look(seed, upstream, client);
            }
            System.out.println("door: " + CASES + " mutations from seed " + FIRST);
        }
    }

    private void look(long seed, RecordingUpstream upstream, RawClient client) throws IOException {
        upstream.forget();
        var mutation = Mutation.of(seed, shapes);
        try {
            var answers = client.say(mutation.writes(), true, _ -> false);
            assertThat(answers).allMatch(HeadFuzzTest::isProper);
            assertThat(upstream.offences()).isEmpty();
            var seen = upstream.seen();
            assertThat(answers.stream().filter(one -> one == 200).count())
                    .as("answered %s", answers)
                    .isLessThanOrEqualTo(seen.size());
            var meant = meant(mutation);
            assertThat(seen.stream().map(HeadFuzzTest::essence))
                    .as("what came out")
                    .isEqualTo(meant.subList(0, Math.min(seen.size(), meant.size())));
            assertThat(seen.stream().map(one -> one.head().all("host").getFirst()))
                    .allMatch(HOSTS.asMatchPredicate());
        } catch (IOException | AssertionError e) {
            throw new AssertionError(
                    "seed %d: %s%n%s".formatted(seed, mutation, e.getMessage()), e);
        }
    }

    /// Those that a door may say, and those that come from behind it.
    private static boolean isProper(int status) {
        return status == 200 || (status >= 400 && status < 500) || status == 501 || status == 505;
    }

    private static String essence(Seen seen) {
        return method(seen.head().line()) + " " + seen.body();
    }

    /// The door says the target in its own words where it was an absolute one.
    private static String method(String line) {
        return line.split(" ", 2)[0];
    }

    /// The requests that a reader by the letter finds before the first that is none.
    private static List<String> meant(Mutation mutation) {
        var in =
                new BufferedInputStream(
                        new ByteArrayInputStream(
                                mutation.bytes().getBytes(StandardCharsets.ISO_8859_1)));
        var reader = new StrictReader(in, false);
        var meant = new ArrayList<String>();
        try {
            while (true) {
                skipEmptyLine(in);
                var head = reader.head();
                if (head.isEmpty()) {
                    return meant;
                }
                var body = new String(reader.body(head.get()), StandardCharsets.ISO_8859_1);
                meant.add(method(head.get().line()) + " " + body);
            }
        } catch (IOException none) {
            return meant;
        }
    }

    /// One before a request is nothing (RFC 9112, 2.2).
    private static void skipEmptyLine(BufferedInputStream in) throws IOException {
        in.mark(2);
        if (in.read() != '\r' || in.read() != '\n') {
            in.reset();
        }
    }
}
