package dev.berth.runtime.corruption;

import dev.berth.runtime.corruption.Edit.All;
import dev.berth.runtime.corruption.Edit.Cut;
import dev.berth.runtime.corruption.Edit.Flip;
import dev.berth.runtime.corruption.Edit.Gap;
import dev.berth.runtime.corruption.Edit.Instead;
import dev.berth.runtime.corruption.Edit.LineEnds;
import dev.berth.runtime.corruption.Edit.Put;
import dev.berth.runtime.corruption.Edit.Twice;
import dev.berth.runtime.corruption.Edit.Value;
import dev.berth.runtime.corruption.Edit.Zeros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Makes up what befalls a file, from a seed.
public final class Misfortune {
    private static final String DEEP = "[".repeat(3000);

    /// What may stand where a value was.
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "-1",
                    "1",
                    "1.5",
                    "NaN",
                    "Infinity",
                    "1e999999999",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9".repeat(2000),
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"none\"",
                    "\"--privileged\"",
                    "\"-a\"",
                    "\"+1000000000-12-31T23:59:59.999999999Z\"",
                    "\"-1000000000-01-01T00:00:00Z\"",
                    "\"2199-01-01T00:00:00Z\"",
                    "\"1970-01-01T00:00:00Z\"",
                    "\"" + "x".repeat(100_000) + "\"",
                    "[]",
                    "{}",
                    "[{}]",
                    "[null]",
                    DEEP,
                    "[".repeat(400) + "]".repeat(400),
                    "{\"a\":{\"b\":{\"c\":[1,2]}}}");

    private static final List<String> BITS =
            List.of(
                    "\0",
                    "\n",
                    "\r",
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\u00ff",
                    "\u00c3",
                    "\u00ed\u00a0\u0080",
                    "\u00ef\u00bb\u00bf",
                    "\u001b[31m",
                    " ",
                    "x",
                    "0",
                    "\u0080");

    private final SplittableRandom random;
    private final Map<String, byte[]> others;
    private final Path elsewhere;
    private final List<Harm.Place.Kind> kinds;

    /// @param others contents of other files that may be swapped in, by name
    /// @param elsewhere a folder outside the home
    public Misfortune(SplittableRandom random, Map<String, byte[]> others, Path elsewhere)
            throws IOException {
        this.random = random;
        this.others = others;
        this.elsewhere = elsewhere;
        kinds = Harm.Place.possible();
    }

    /// The next harm.
    public Harm next() {
        if (random.nextInt(25) == 0) {
            return new Harm.Place(pick(kinds), elsewhere);
        }
        var edits = new ArrayList<Edit>();
        for (var more = random.nextInt(4) == 0 ? 2 : 1; more > 0; more--) {
            edits.add(edit());
        }
        return new Harm.Content(List.copyOf(edits));
    }

    private Edit edit() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> new Cut(place());
            case 3, 4, 5 -> new Flip(place(), 1 << random.nextInt(8));
            case 6 -> new Zeros(place(), length());
            case 7 -> new Zeros(0, Integer.MAX_VALUE / 2);
            case 8 -> new Gap(place(), length());
            case 9 -> new Twice(place(), length());
            case 10, 11 -> new Put(place(), pick(BITS));
            case 12, 13, 14, 15 -> value();
            case 16 -> field();
            case 17 -> pick(List.of(new Put(0, "\u00ef\u00bb\u00bf"), new LineEnds()));
            case 18 -> whole();
            default ->
                    new Instead(
                            "\"schema\" ?: ?1",
                            "\"schema\":"
                                    + pick(
                                            List.of(
                                                    "2", "99", "0", "-1", "null", "\"1\"",
                                                    "1e400")));
        };
    }

    private Edit value() {
        return new Value(random.nextInt(40), pick(VALUES));
    }

    private Edit field() {
        return switch (random.nextInt(4)) {
            case 0 -> new Instead("\\{", "{\"schema\":1,");
            case 1 -> new Instead("\\{", "{\"later\":" + pick(VALUES) + ",");
            case 2 -> new Instead("\"[a-zA-Z]+\" ?:", "\"gone\":");
            default -> new Instead(",", "");
        };
    }

    private Edit whole() {
        return switch (random.nextInt(5)) {
            case 0 -> new All(new byte[0], "nothing");
            case 1 -> new All(garbage(), "garbage");
            case 2 -> new All(DEEP.getBytes(StandardCharsets.US_ASCII), "deep");
            default -> {
                var name = pick(others.keySet().stream().sorted().toList());
                yield new All(others.getOrDefault(name, new byte[0]), name);
            }
        };
    }

    private byte[] garbage() {
        var bytes = new byte[random.nextInt(1, 4000)];
        for (var n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) random.nextInt();
        }
        return bytes;
    }

    private int place() {
        return random.nextInt(1 << 16);
    }

    private int length() {
        return random.nextInt(1, 200);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
