package dev.berth.runtime.copies.errand;

import dev.berth.runtime.copies.Headway.Part;
import dev.berth.runtime.copies.Stillness.Way;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the two processes say, a line each.
final class Talk {
    static final String STILL = "still";
    static final String NOT = "not";
    static final String HELD = "held";
    static final String LOST = "lost";

    private Talk() {}

    static String write(Errand.State state) {
        return switch (state) {
            case Errand.State.Busy(var part, var done, var of) ->
                    "at " + part.id() + " " + done + " " + of;
            case Errand.State.Asks(var way) -> "ask " + way.name().toLowerCase(Locale.ROOT);
            case Errand.State.Over() -> "over";
            case Errand.State.Done(var copy) -> "done " + copy;
            case Errand.State.Failed(var sentence) -> "failed " + sentence;
        };
    }

    static Optional<Errand.State> read(String line) {
        var words = line.split(" ", 2);
        var rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "at" -> busy(rest.split(" ", -1));
            case "ask" ->
                    Arrays.stream(Way.values())
                            .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(rest))
                            .findFirst()
                            .map(Errand.State.Asks::new);
            case "over" -> Optional.of(new Errand.State.Over());
            case "done" -> Optional.of(new Errand.State.Done(rest));
            case "failed" -> Optional.of(new Errand.State.Failed(rest));
            default -> Optional.empty();
        };
    }

    private static Optional<Errand.State> busy(String[] words) {
        try {
            return Arrays.stream(Part.values())
                    .filter(part -> part.id().equals(words[0]))
                    .findFirst()
                    .map(part ->
                            new Errand.State.Busy(
                                    part, Long.parseLong(words[1]), Long.parseLong(words[2])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }
}
